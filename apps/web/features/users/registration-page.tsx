'use client';

import type { Invitation } from '@limen/contract/invitations';
import type { About } from '@limen/contract/system';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { RemovableRow } from '../../lib/removable-row.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/field.tsx';
import { Notice, Panel, StateMark } from '../../ui/marks.tsx';
import { InviteDialog } from './invite-dialog.tsx';

type Mode = About['registration'];
const modes = ['open', 'invitation', 'closed'] as const satisfies readonly Mode[];

/** Who may ask for an account, and the invitations that are out. */
export const RegistrationPage = (props: { mode: Mode; mail: boolean }) => {
  const [mode, setMode] = useState(props.mode);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <ModePanel mode={mode} onMode={setMode} />
      <InvitationsPanel mail={props.mail} closed={mode === 'closed'} />
    </div>
  );
};

const ModePanel = ({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) => {
  const t = useTranslations('registration');
  const [error, setError] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);
  // acts at once, and goes back where the server does not take it
  const choose = (next: Mode): void => {
    const before = mode;
    onMode(next);
    setError(null);
    setSaved(false);
    api.settings.registration({ body: { mode: next } }).then(
      () => setSaved(true),
      (thrown: unknown) => {
        onMode(before);
        setError(thrown);
      },
    );
  };
  return (
    <Panel title={t('who')}>
      <div className="flex flex-col gap-3">
        <Choices
          legend={t('who')}
          legendHidden
          name="registration"
          value={mode}
          columns="sm:grid-cols-3"
          choices={modes.map((value) => ({ value, label: t(value), hint: t(`${value}Text`) }))}
          onChange={choose}
        />
        <p role="status" className="text-13 text-running empty:hidden">
          {saved ? t('saved') : ''}
        </p>
        <ErrorAlert error={error} />
      </div>
    </Panel>
  );
};

const InvitationsPanel = ({ mail, closed }: { mail: boolean; closed: boolean }) => {
  const t = useTranslations('invitations');
  const [inviting, setInviting] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['invitations'],
    // somebody may have used one since the page was last here
    staleTime: 0,
    queryFn: async () => (await api.invitations.list()).invitations,
  });
  return (
    <Panel title={t('list')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-13 text-soft">{t(mail ? 'mailOn' : 'mailOff')}</p>
          <Button icon={<UserPlus aria-hidden size={16} />} onClick={() => setInviting(true)}>
            {t('make')}
          </Button>
        </div>
        {closed ? <Notice tone="busy">{t('closedNow')}</Notice> : null}
        <ErrorAlert error={error} />
        {data && data.length > 0 ? (
          <ul className="divide-y divide-line rounded-control border border-line">
            {data.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} onGone={() => void refetch()} />
            ))}
          </ul>
        ) : data ? (
          <p className="text-13 text-soft">{t('none')}</p>
        ) : null}
      </div>
      {inviting ? <InviteDialog onClose={() => setInviting(false)} onMade={() => void refetch()} /> : null}
    </Panel>
  );
};

const tones = { open: 'waiting', used: 'ok', expired: 'stopped' } as const;

const Row = ({ invitation, onGone }: { invitation: Invitation; onGone: () => void }) => {
  const t = useTranslations('invitations');
  const { state, usedBy } = invitation;
  const named = invitation.note === '' ? (invitation.email ?? t('unnamed')) : invitation.note;
  return (
    <RemovableRow
      remove={async () => {
        await api.invitations.withdraw({ params: { id: invitation.id } });
        onGone();
      }}
      verb={t(state === 'open' ? 'withdraw' : 'remove')}
      label={t(state === 'open' ? 'withdrawOf' : 'removeOf', { name: named })}
    >
      <p className="font-medium whitespace-pre-wrap">{named}</p>
      <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-12 text-soft">
        <StateMark tone={tones[state]} className="text-12">
          {t(`state.${state}`)}
        </StateMark>
        {state === 'used' && invitation.usedAt !== null ? (
          <span>
            {usedBy ? (
              <Link href={`/users/${usedBy.id}`} className="text-accent hover:underline">
                {usedBy.displayName}
              </Link>
            ) : (
              t('gonePerson')
            )}{' '}
            · <RelativeTime at={invitation.usedAt} />
          </span>
        ) : (
          <span>
            {t(state === 'expired' ? 'ended' : 'ends')} <RelativeTime at={invitation.expiresAt} ahead />
          </span>
        )}
        {invitation.approved ? <span>{t('letsIn')}</span> : null}
        {invitation.email !== null && invitation.note !== '' ? <span>{invitation.email}</span> : null}
        <span>{t('by', { name: invitation.createdBy?.displayName ?? t('gonePerson') })}</span>
      </div>
    </RemovableRow>
  );
};
