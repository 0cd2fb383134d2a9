'use client';

import type { User, UserDetails } from '@limen/contract/users';
import { useQuery } from '@tanstack/react-query';
import { Check, EllipsisVertical, ScrollText, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { usePersonQuota } from '../../lib/person-quota.ts';
import { EditQuota } from '../../lib/quota-editor.tsx';
import { QuotaMeters } from '../../lib/quota-meters.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Empty, Facts, Notice, Panel, StateMark } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useUserActions } from './use-user-actions.tsx';
import { stateOf, toneOf } from './user-words.ts';

/** Counts that no live message carries are asked for again after this. */
const askEveryMs = 15_000;

/** One person, for administrators: the account, what it has, what was decided. */
export const PersonPage = ({ first }: { first: UserDetails }) => {
  const t = useTranslations('users');
  const known = useUsers().find((u) => u.id === first.user.id);
  const { data, error } = useQuery({
    queryKey: ['user', first.user.id, known?.revision],
    queryFn: () => api.users.get({ params: { id: first.user.id } }),
    placeholderData: (before) => before ?? first,
    refetchInterval: askEveryMs,
    enabled: known !== undefined,
  });
  if (!known) {
    return (
      <Empty picture={null} title={t('gone')}>
        <Link href="/users" className={buttonClass('plain')}>
          {t('toUsers')}
        </Link>
      </Empty>
    );
  }
  return <Person details={{ ...(data ?? first), user: known }} error={error} />;
};

const Person = ({ details, error: readError }: { details: UserDetails; error: unknown }) => {
  const t = useTranslations();
  const { user, decidedBy } = details;
  const { items, dialog, busy, error, approve, ask } = useUserActions(user);
  const state = stateOf(user);
  const none = <span className="text-soft">{t('users.none')}</span>;
  const letIn = user.banned ? items.find((item) => item.key === 'ban') : undefined;
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-20 font-semibold tracking-tight">{user.displayName}</h1>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-soft">
            <span aria-live="polite">
              <StateMark tone={toneOf[state]}>{t(`users.${state}`)}</StateMark>
            </span>
            <span className="font-mono">{user.userName}</span>
            <span>{t(`frame.${user.role}`)}</span>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Link href={`/audit?person=${user.id}`} className={buttonClass()}>
            <ScrollText aria-hidden size={16} />
            {t('users.whatTheyDid')}
          </Link>
          {user.approval !== 'approved' && !user.banned ? (
            <Button look="primary" icon={<Check aria-hidden size={16} />} busy={busy} onClick={approve}>
              {t('users.approve')}
            </Button>
          ) : null}
          {letIn ? (
            <Button busy={busy} icon={letIn.icon} whyNot={letIn.whyNot ?? null} onClick={letIn.run}>
              {letIn.label}
            </Button>
          ) : null}
          {state === 'pending' ? (
            <Button icon={<X aria-hidden size={16} />} onClick={() => ask('reject')}>
              {t('users.reject')}
            </Button>
          ) : null}
          <Menu
            items={items}
            trigger={
              <Button busy={busy} icon={<EllipsisVertical aria-hidden size={16} />}>
                {t('users.more')}
              </Button>
            }
          />
        </div>
      </header>
      <Failure error={error} />
      <Failure error={readError} />
      {details.mailFailedAt === null ? null : (
        <Notice tone="busy">
          {t('users.mailFailed')} <RelativeTime at={details.mailFailedAt} />
        </Notice>
      )}
      {user.leaving ? <Notice tone="busy">{t('users.leavingText')}</Notice> : null}
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title={t('users.account')}>
          <Facts
            rows={[
              [t('users.email'), user.email ?? none],
              [
                t('users.language'),
                user.locale === null ? t('users.notChosen') : t(`users.locale.${user.locale}`),
              ],
              [t('users.registered'), <RelativeTime key="at" at={user.createdAt} />],
              [
                t('users.lastSeen'),
                details.lastSeenAt === null ? (
                  t('users.notSignedIn')
                ) : (
                  <RelativeTime key="seen" at={details.lastSeenAt} />
                ),
              ],
              [t('users.sessions'), String(details.sessions)],
              [t('users.sshKeys'), String(details.sshKeys)],
              [t('users.images'), String(details.images)],
            ]}
          />
        </Panel>
        <Panel title={t('users.decisions')}>
          <Facts
            rows={[
              [t('users.noteOf'), user.note === '' ? none : user.note],
              [
                t('users.decided'),
                user.decidedAt === null ? (
                  t('users.notYet')
                ) : (
                  <span key="decided">
                    {t(`users.${user.approval}`)}
                    {decidedBy === null ? '' : ` · ${decidedBy.displayName}`} ·{' '}
                    <RelativeTime at={user.decidedAt} />
                  </span>
                ),
              ],
              [t('users.reason'), user.decisionReason === '' ? none : user.decisionReason],
              ...(user.banned && !user.leaving
                ? ([[t('users.banReason'), user.banReason === '' ? none : user.banReason]] as const)
                : []),
            ]}
          />
        </Panel>
      </div>
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <Machines userId={user.id} />
        {user.approval === 'approved' ? <QuotaPanel user={user} /> : null}
      </div>
      {dialog}
    </div>
  );
};

const Failure = ({ error }: { error: unknown }) =>
  error === null ? null : (
    <Notice tone="fault" alert>
      <ErrorNote error={error} />
    </Notice>
  );

/** What they may have and have, in numbers; changed beside them. */
const QuotaPanel = ({ user }: { user: User }) => {
  const t = useTranslations('quota');
  const { quota, error } = usePersonQuota(user.id);
  return (
    <Panel>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h2 className="text-14 font-semibold">{t('title')}</h2>
        <div className="-my-1.5">
          <EditQuota person={user} beside />
        </div>
      </div>
      {quota ? <QuotaMeters quota={quota} /> : null}
      {quota === undefined ? (
        error === null ? (
          <p className="text-13 text-soft">{t('loading')}</p>
        ) : (
          <Failure error={error} />
        )
      ) : null}
    </Panel>
  );
};

const Machines = ({ userId }: { userId: string }) => {
  const t = useTranslations('users');
  const status = useVmStatus();
  const machines = useVms().vms.filter((vm) => vm.owner.id === userId);
  return (
    <Panel title={t('machines', { count: machines.length })}>
      {machines.length === 0 ? (
        <p className="text-13 text-soft">{t('noMachines')}</p>
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {machines.map((vm) => {
            const { tone, word } = status(vm);
            return (
              <li key={vm.id} className="flex items-start justify-between gap-3 py-2">
                <Link
                  href={`/vms/${vm.id}`}
                  className="min-w-0 font-medium hover:text-accent hover:underline"
                >
                  {vm.name}
                </Link>
                <StateMark tone={tone}>{word}</StateMark>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
};
