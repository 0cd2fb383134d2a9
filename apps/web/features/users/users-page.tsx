'use client';

import type { User } from '@limen/contract/users';
import { Check, EllipsisVertical, UserPlus, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { EditQuota } from '../../lib/quota-editor.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { searchFieldId } from '../../lib/search-field.ts';
import { useWordsInUrl } from '../../lib/use-words-in-url.ts';
import { useMe, useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { PageHead, StateMark } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { useUserActions } from './use-user-actions.tsx';
import { stateOf, toneOf, type UserState, userStates } from './user-words.ts';

/** Every account, those who wait first. @param requests who asks for more quota */
export const UsersPage = ({ requests }: { requests: ReactNode }) => {
  const t = useTranslations('users');
  const users = useUsers();
  const [words, setWords] = useWordsInUrl();
  const [state, setState] = useState<UserState | null>(null);
  const [inviting, setInviting] = useState(false);
  const wanted = words.normalize('NFC').trim().toLowerCase();
  const named = users.filter((u) =>
    [u.userName, u.displayName, u.note, u.email ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
  const found = named.filter((u) => state === null || stateOf(u) === state);
  const waiting = found.filter((u) => stateOf(u) === 'pending');
  const others = found.filter((u) => stateOf(u) !== 'pending');
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('title')} aside={t('count', { count: users.length })}>
        <SearchBox id={searchFieldId} label={t('search')} value={words} onChange={setWords} />
        <Button look="primary" icon={<UserPlus aria-hidden size={16} />} onClick={() => setInviting(true)}>
          {t('invite')}
        </Button>
      </PageHead>
      <States users={named} chosen={state} onChoose={setState} />
      {state === null || state === 'pending' ? (
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
      ) : null}
      {state === null ? requests : null}
      {others.length > 0 ? (
        <section aria-labelledby="others" className="flex flex-col gap-2">
          <h2 id="others" className="text-13 font-semibold text-soft">
            {t(state === null || state === 'pending' ? 'others' : state)}
          </h2>
          <List users={others} />
        </section>
      ) : state !== null && state !== 'pending' ? (
        <p className="text-13 text-soft">{t('nobodyThere')}</p>
      ) : null}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} onMade={() => {}} /> : null}
    </div>
  );
};

/** One state of accounts, or all; those that nobody is in are left out. */
const States = (props: {
  users: readonly User[];
  chosen: UserState | null;
  onChoose: (state: UserState | null) => void;
}) => {
  const t = useTranslations('users');
  const counts = userStates
    .map((state) => ({ state, count: props.users.filter((u) => stateOf(u) === state).length }))
    .filter(({ state, count }) => count > 0 || state === props.chosen);
  const button = (state: UserState | null, word: string, count: number) => (
    <button
      key={word}
      type="button"
      aria-pressed={props.chosen === state}
      onClick={() => props.onChoose(state)}
      className={cx(
        'flex h-8 items-center gap-1.5 rounded-control border px-2.5 text-13 whitespace-nowrap transition-colors max-md:h-10',
        props.chosen === state
          ? 'border-accent bg-accent-wash font-medium text-accent-deep'
          : 'border-line bg-surface text-soft hover:border-edge hover:text-ink',
      )}
    >
      {word} <span className="tabular text-12">{count}</span>
    </button>
  );
  return (
    <fieldset className="flex min-w-0 gap-1.5 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4">
      <legend className="sr-only">{t('filter')}</legend>
      {button(null, t('all'), props.users.length)}
      {counts.map(({ state, count }) => button(state, t(state), count))}
    </fieldset>
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
  const self = user.id === useMe().user.id;
  const { items, dialog, busy, error, approve, ask } = useUserActions(user);
  const state = stateOf(user);
  return (
    <li className="flex items-start justify-between gap-x-2 py-3 pr-2 pl-4 md:items-center md:pr-4">
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <Link href={`/users/${user.id}`} className="font-medium hover:text-accent hover:underline">
              {user.displayName}
            </Link>
            <span className="font-mono text-13 text-soft">{user.userName}</span>
            {user.role === 'admin' ? <span className="text-12 text-soft">{t('frame.admin')}</span> : null}
            {self ? <span className="text-12 text-soft">{t('users.you')}</span> : null}
          </div>
          {user.note === '' ? null : (
            <p className="mt-0.5 max-w-2xl text-13 whitespace-pre-wrap text-soft">“{user.note}”</p>
          )}
          <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-12 text-soft">
            <span aria-live="polite">
              <StateMark tone={toneOf[state]} className="text-12">
                {t(`users.${state}`)}
              </StateMark>
            </span>
            <RelativeTime at={user.decidedAt ?? user.createdAt} />
            {user.email === null ? null : <span className="break-all">{user.email}</span>}
          </div>
          {error === null ? null : (
            <div role="alert" className="mt-2 text-13 text-fault">
              <ErrorNote error={error} />
            </div>
          )}
        </div>
        {/* on a phone the quota is on their own page: a second button here would only push the list apart */}
        <div className={cx('flex gap-2 empty:hidden', state === 'approved' && 'max-md:hidden')}>
          {state === 'pending' ? (
            <>
              <Button
                look="primary"
                size="small"
                icon={<Check aria-hidden size={15} />}
                busy={busy}
                onClick={approve}
              >
                {t('users.approve')}
              </Button>
              <Button size="small" icon={<X aria-hidden size={15} />} onClick={() => ask('reject')}>
                {t('users.reject')}
              </Button>
            </>
          ) : null}
          {state === 'approved' ? <EditQuota person={user} /> : null}
          {state === 'rejected' ? (
            <Button size="small" icon={<Check aria-hidden size={15} />} busy={busy} onClick={approve}>
              {t('users.approve')}
            </Button>
          ) : null}
        </div>
      </div>
      <Menu
        items={items}
        trigger={
          <Button
            look="quiet"
            size="small"
            busy={busy && state !== 'pending' && state !== 'rejected'}
            aria-label={t('users.menuOf', { name: user.displayName })}
            icon={<EllipsisVertical aria-hidden size={16} />}
          />
        }
      />
      {dialog}
    </li>
  );
};
