'use client';

import { email as emailSchema } from '@limen/contract/fields';
import { type Invitation, invitationDays } from '@limen/contract/invitations';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';

/** Where every invitation is listed. */
const listPath = '/settings/registration';

/** Makes an invitation and shows its link: here and never again. */
export const InviteDialog = (props: { onClose: () => void; onMade: (invitation: Invitation) => void }) => {
  const t = useTranslations();
  const path = usePathname();
  const [note, setNote] = useState('');
  const [email, setEmail] = useState('');
  const [days, setDays] = useState(String(invitationDays.usual));
  const [approved, setApproved] = useState(false);
  const [busy, setBusy] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  // an invitation is no way around a closed door, and whoever makes one should know before they hand it over
  const closed =
    useQuery({
      queryKey: ['registration'],
      queryFn: ({ signal }) => api.system.about({ signal }),
      staleTime: 0,
    }).data?.registration === 'closed';
  const address = email.trim();
  const emailBad = address !== '' && !emailSchema.safeParse(address).success;
  const count = Number(days);
  const daysBad = !Number.isInteger(count) || count < invitationDays.least || count > invitationDays.most;
  const whyNot = emailBad || daysBad ? t('invitations.fixFirst') : null;
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || whyNot !== null) return;
    setBusy(true);
    setError(null);
    try {
      const made = await api.invitations.create({
        body: { note: note.trim(), email: address === '' ? null : address, days: count, approved },
      });
      setLink(`${window.location.origin}/register#${made.token}`);
      props.onMade(made.invitation);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  if (link !== null) {
    return (
      <Dialog open onClose={props.onClose} title={t('invitations.madeTitle')} closeLabel={t('common.close')}>
        <p role="status">{t('invitations.made', { count })}</p>
        <Notice tone="plain">
          <CopyText text={link} label={t('common.copy')} copied={t('common.copied')} autoFocus />
        </Notice>
        <div className="flex items-center justify-between gap-3">
          {path === listPath ? (
            <span />
          ) : (
            <Link
              href={listPath}
              className="rounded-control text-13 text-accent hover:underline"
              onClick={props.onClose}
            >
              {t('invitations.all')}
            </Link>
          )}
          <Button onClick={props.onClose}>{t('common.close')}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={props.onClose} title={t('invitations.title')} closeLabel={t('common.close')}>
      <form onSubmit={(event) => void make(event)} className="flex flex-col gap-4">
        <p className="text-13 text-soft">{t('invitations.lead')}</p>
        {closed ? <Notice tone="busy">{t('invitations.closedHere')}</Notice> : null}
        <TextField
          label={t('invitations.note')}
          hint={t('invitations.noteHint')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={200}
          data-first
        />
        <TextField
          label={t('invitations.email')}
          hint={t('invitations.emailHint')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          maxLength={254}
          error={emailBad ? t('invitations.emailBad') : null}
        />
        <TextField
          label={t('invitations.days')}
          type="number"
          inputMode="numeric"
          min={invitationDays.least}
          max={invitationDays.most}
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={daysBad ? t('invitations.daysBad', invitationDays) : null}
          className="max-w-28"
        />
        <Check
          label={t('invitations.approved')}
          hint={t('invitations.approvedHint')}
          checked={approved}
          onChange={setApproved}
        />
        {error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('invitations.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
