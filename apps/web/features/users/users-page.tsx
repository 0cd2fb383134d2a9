'use client';

import type { User } from '@limen/contract/users';
import { Check, ShieldOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { EditQuota } from '../../lib/quota-editor.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { searchFieldId } from '../../lib/search-field.ts';
import { useWordsInUrl } from '../../lib/use-words-in-url.ts';
import { useAbsorb, useMe, useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PageHead, StateMark } from '../../ui/marks.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { ResetFactors } from '../factors/reset-factors.tsx';

const tones = { pending: 'waiting', approved: 'ok', rejected: 'stopped' } as const;

/** Every account, those who wait first. @param requests who asks for more quota */
export const UsersPage = ({ requests }: { requests: ReactNode }) => {
  const t = useTranslations('users');
  const users = useUsers();
  const [words, setWords] = useWordsInUrl();
  const wanted = words.normalize('NFC').trim().toLowerCase();
  const found = users.filter((u) =>
    [u.userName, u.displayName, u.note].some((text) => text.toLowerCase().includes(wanted)),
  );
  const waiting = found.filter((u) => u.approval === 'pending');
  const others = found.filter((u) => u.approval !== 'pending');
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('title')} aside={t('count', { count: users.length })}>
        <SearchBox id={searchFieldId} label={t('search')} value={words} onChange={setWords} />
      </PageHead>
      <section aria-labelledby="waiting" className="flex flex-col gap-2">
        <h2 id="waiting" className="text-13 font-semibold text-soft">
          {t('waiting')}
        </h2>
        {waiting.length === 0 ? (
          <p className="text-13 text-soft">{t(wanted === '' ? 'nobodyWaits' : 'noMatch')}</p>
        ) : (
          <List users={waiting} />
        )}
      </section>
      {requests}
      {others.length > 0 ? (
        <section aria-labelledby="others" className="flex flex-col gap-2">
          <h2 id="others" className="text-13 font-semibold text-soft">
            {t('others')}
          </h2>
          <List users={others} />
        </section>
      ) : null}
    </div>
  );
};

const List = ({ users }: { users: readonly User[] }) => (
  <ul className="divide-y divide-line rounded-card border border-line bg-surface">
    {users.map((user) => (
      <Row key={user.id} user={user} />
    ))}
  </ul>
);

const Row = ({ user }: { user: User }) => {
  const t = useTranslations();
  const me = useMe();
  const absorb = useAbsorb();
  const [busy, setBusy] = useState<'approve' | 'reject' | null>(null);
  const [asking, setAsking] = useState(false);
  const [resetting, setResetting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const self = user.id === me.user.id ? t('users.yourself') : null;
  const decide = async (verb: 'approve' | 'reject'): Promise<void> => {
    setAsking(false);
    setBusy(verb);
    setError(null);
    try {
      absorb({ type: 'user.changed', seq: 1, user: await api.users[verb]({ params: { id: user.id } }) });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(null);
    }
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{user.displayName}</span>
          <span className="font-mono text-13 text-soft">{user.userName}</span>
          {user.role === 'admin' ? <span className="text-12 text-soft">{t('frame.admin')}</span> : null}
        </div>
        {user.note === '' ? null : (
          <p className="mt-0.5 max-w-2xl text-13 whitespace-pre-wrap text-soft">“{user.note}”</p>
        )}
        <div className="mt-0.5 flex items-center gap-2 text-12 text-soft">
          <span aria-live="polite">
            <StateMark tone={tones[user.approval]} className="text-12">
              {t(`users.${user.approval}`)}
            </StateMark>
          </span>
          <RelativeTime at={user.decidedAt ?? user.createdAt} />
        </div>
        {error === null ? null : (
          <div role="alert" className="mt-2 text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {user.approval === 'approved' ? (
          <Button
            look="quiet"
            size="small"
            icon={<ShieldOff aria-hidden size={15} />}
            whyNot={self}
            onClick={() => setResetting(true)}
          >
            {t('factors.reset')}
          </Button>
        ) : null}
        {user.approval === 'approved' ? <EditQuota person={user} /> : null}
        {user.approval === 'approved' ? null : (
          <Button
            look="primary"
            size="small"
            icon={<Check aria-hidden size={15} />}
            busy={busy === 'approve'}
            onClick={() => void decide('approve')}
          >
            {t('users.approve')}
          </Button>
        )}
        {user.approval === 'rejected' ? null : (
          <Button
            size="small"
            icon={<X aria-hidden size={15} />}
            busy={busy === 'reject'}
            whyNot={self}
            onClick={() => (user.approval === 'approved' ? setAsking(true) : void decide('reject'))}
          >
            {t(user.approval === 'approved' ? 'users.withdraw' : 'users.reject')}
          </Button>
        )}
      </div>
      {resetting ? <ResetFactors user={user} onClose={() => setResetting(false)} /> : null}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('users.withdrawTitle', { name: user.displayName })}
        closeLabel={t('common.close')}
      >
        <p>{t('users.withdrawText')}</p>
        <div className="flex justify-end gap-2">
          <Button data-first onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button look="danger" onClick={() => void decide('reject')}>
            {t('users.withdraw')}
          </Button>
        </div>
      </Dialog>
    </li>
  );
};
