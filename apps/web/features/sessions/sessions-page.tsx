'use client';

import type { Session } from '@limen/contract/sessions';
import { LogOut, Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { Fact, OwnList, OwnListRow } from '../../lib/own-list.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useReadAgain } from '../../lib/use-read-again.ts';
import { Button } from '../../ui/button.tsx';
import { StateMark } from '../../ui/marks.tsx';
import { EndOtherSessions, EndSession } from './end-session.tsx';
import { RenameSession } from './rename-session.tsx';

type Asking = { what: 'rename' | 'end'; session: Session } | { what: 'others' } | null;

/** Where one is signed in: this browser first, then the others as they were last used. */
export const SessionsPage = ({ first }: { first: readonly Session[] }) => {
  const t = useTranslations('sessions');
  const name = useSessionName();
  const {
    known: sessions,
    error,
    again,
  } = useReadAgain(first, async () => (await api.sessions.list()).sessions);
  const [asking, setAsking] = useState<Asking>(null);
  const others = sessions.filter((s) => !s.current);
  const close = (): void => setAsking(null);
  const onDone = (): Promise<void> => {
    close();
    return again();
  };
  return (
    <>
      <OwnList
        id="sessions"
        title={t('title')}
        what={t('what')}
        button={
          <Button
            icon={<LogOut aria-hidden size={15} />}
            whyNot={others.length === 0 ? t('noOthers') : null}
            onClick={() => setAsking({ what: 'others' })}
          >
            {t('endOthers')}
          </Button>
        }
        error={error}
        rows={[...sessions.filter((s) => s.current), ...others].map((session) => (
          <Row key={session.id} session={session} ask={(what) => setAsking({ what, session })} />
        ))}
      />
      {asking?.what === 'rename' ? (
        <RenameSession session={asking.session} onClose={close} onDone={onDone} />
      ) : null}
      {asking?.what === 'end' ? (
        <EndSession name={name(asking.session)} session={asking.session} onClose={close} onDone={onDone} />
      ) : null}
      {asking?.what === 'others' ? (
        <EndOtherSessions count={others.length} onClose={close} onDone={onDone} />
      ) : null}
    </>
  );
};

const Row = ({ session, ask }: { session: Session; ask: (what: 'rename' | 'end') => void }) => {
  const t = useTranslations('sessions');
  const name = useSessionName();
  return (
    <OwnListRow
      name={name(session)}
      mark={
        session.current ? (
          <StateMark tone="ok" className="text-12">
            {t('current')}
          </StateMark>
        ) : null
      }
      facts={
        <>
          {session.name === null ? null : (
            <Fact name={t('browser')} plain>
              {name({ ...session, name: null })}
            </Fact>
          )}
          {session.address === null ? null : (
            <Fact name={t('address')} plain className="font-mono">
              {session.address}
            </Fact>
          )}
          <Fact name={t('lastUsed')}>
            <RelativeTime at={session.lastUsedAt} />
          </Fact>
          <Fact name={t('begun')}>
            <RelativeTime at={session.createdAt} />
          </Fact>
          <Ends session={session} />
        </>
      }
      buttons={
        <>
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
        </>
      }
    />
  );
};

/** Its end, which using it moves on; of its last days the end that nothing moves. */
const Ends = ({ session }: { session: Session }) => {
  const t = useTranslations('sessions');
  const last = session.expiresAt === session.lastEnd;
  return (
    <Fact name={t('endAt')} plain>
      {t.rich(last ? 'ends' : 'endsUnused', {
        when: () => <RelativeTime at={session.expiresAt} ahead />,
      })}
    </Fact>
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
