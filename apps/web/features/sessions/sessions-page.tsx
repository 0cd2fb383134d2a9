'use client';

import type { Session } from '@limen/contract/sessions';
import { LogOut, Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { Button } from '../../ui/button.tsx';
import { StateMark } from '../../ui/marks.tsx';
import { EndSession } from './end-session.tsx';
import { RenameSession } from './rename-session.tsx';

type Asking = { what: 'rename' | 'end'; session: Session } | { what: 'others' } | null;

/** Where one is signed in: this browser first, then the others as they were last used. */
export const SessionsPage = ({ first }: { first: readonly Session[] }) => {
  const t = useTranslations('sessions');
  const name = useSessionName();
  const [sessions, setSessions] = useState(first);
  const [asking, setAsking] = useState<Asking>(null);
  const [error, setError] = useState<unknown>(null);
  const others = sessions.filter((s) => !s.current);
  const close = (): void => setAsking(null);
  const look = async (): Promise<void> => {
    close();
    try {
      setSessions((await api.sessions.list()).sessions);
      setError(null);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <section aria-labelledby="sessions" className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id="sessions" className="text-16 font-semibold">
            {t('title')}
          </h2>
          <p className="mt-1 max-w-xl text-13 text-soft">{t('what')}</p>
        </div>
        <Button
          icon={<LogOut aria-hidden size={15} />}
          whyNot={others.length === 0 ? t('noOthers') : null}
          onClick={() => setAsking({ what: 'others' })}
        >
          {t('endOthers')}
        </Button>
      </div>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {[...sessions.filter((s) => s.current), ...others].map((session) => (
          <Row key={session.id} session={session} ask={(what) => setAsking({ what, session })} />
        ))}
      </ul>
      {asking?.what === 'rename' ? (
        <RenameSession session={asking.session} onClose={close} onDone={look} />
      ) : null}
      {asking?.what === 'end' ? (
        <EndSession name={name(asking.session)} session={asking.session} onClose={close} onDone={look} />
      ) : null}
      {asking?.what === 'others' ? <EndSession count={others.length} onClose={close} onDone={look} /> : null}
    </section>
  );
};

const Row = ({ session, ask }: { session: Session; ask: (what: 'rename' | 'end') => void }) => {
  const t = useTranslations('sessions');
  const name = useSessionName();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium break-words">{name(session)}</span>
          {session.current ? (
            <StateMark tone="ok" className="text-12">
              {t('current')}
            </StateMark>
          ) : null}
        </div>
        <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-soft">
          {session.name === null ? null : (
            <div>
              <dt className="sr-only">{t('browser')}</dt>
              <dd>{name({ ...session, name: null })}</dd>
            </div>
          )}
          {session.address === null ? null : (
            <div>
              <dt className="sr-only">{t('address')}</dt>
              <dd className="font-mono">{session.address}</dd>
            </div>
          )}
          <div className="flex gap-1">
            <dt>{t('lastUsed')}</dt>
            <dd>
              <RelativeTime at={session.lastUsedAt} />
            </dd>
          </div>
          <div className="flex gap-1">
            <dt>{t('begun')}</dt>
            <dd>
              <RelativeTime at={session.createdAt} />
            </dd>
          </div>
        </dl>
      </div>
      <div className="flex gap-2">
        <Button
          size="small"
          icon={<Pencil aria-hidden size={14} />}
          aria-label={t('renameThis', { name: name(session) })}
          onClick={() => ask('rename')}
        >
          {t('rename')}
        </Button>
        <Button
          size="small"
          icon={<LogOut aria-hidden size={14} />}
          aria-label={t('endThis', { name: name(session) })}
          whyNot={session.current ? t('notThisOne') : null}
          onClick={() => ask('end')}
        >
          {t('end')}
        </Button>
      </div>
    </li>
  );
};

/** What its person calls it, or browser and system as far as they are known. */
export const useSessionName = (): ((session: Pick<Session, 'name' | 'browser' | 'system'>) => string) => {
  const t = useTranslations('sessions');
  return ({ name, browser, system }) => {
    if (name !== null) return name;
    if (browser !== null && system !== null) return t('browserOn', { browser, system });
    return browser ?? system ?? t('unknownBrowser');
  };
};
