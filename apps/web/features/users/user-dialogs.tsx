'use client';

import type { LeavingReport, User } from '@limen/contract/users';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useVms } from '../../lib/vms-context.tsx';
import { useAbsorb, useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, inputClass, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';

type Props = { user: User; onClose: () => void };

/** Sends once at a time, and closes when it is done; what goes wrong stays in the dialog. */
const useSend = (send: () => Promise<void>) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    send()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, submit };
};

const Failure = ({ error }: { error: unknown }) =>
  error === null ? null : (
    <div role="alert" className="text-13 text-fault">
      <ErrorNote error={error} />
    </div>
  );

export type ReasonedVerb = 'approve' | 'reject' | 'ban';

/** A decision with a word to the person. It may be left out: the words are for them, not for us. */
export const ReasonDialog = ({ user, verb, onClose }: Props & { verb: ReasonedVerb }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const [reason, setReason] = useState('');
  const withdraw = verb === 'reject' && user.approval === 'approved';
  const key = withdraw ? 'withdraw' : verb;
  const { busy, error, submit } = useSend(async () => {
    const next = await api.users[verb]({ params: { id: user.id }, body: { reason } });
    absorb({ type: 'user.changed', seq: 1, user: next });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`users.${key}Title`, { name: user.displayName })}
      closeLabel={t('common.close')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{t(`users.${key}Text`)}</p>
        <TextArea
          label={t(verb === 'ban' ? 'users.banReason' : 'users.reason')}
          hint={
            verb === 'ban'
              ? t('users.banReasonHint')
              : t(user.email === null ? 'users.reasonOnPage' : 'users.reasonByMail', {
                  email: user.email ?? '',
                })
          }
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={1000}
          data-first
        />
        <Failure error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look={verb === 'approve' ? 'primary' : 'danger'} busy={busy}>
            {t(`users.${key}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** Makes the link, and shows it: here and never again. */
export const PasswordLinkDialog = ({ user, onClose }: Props) => {
  const t = useTranslations();
  const [link, setLink] = useState<string | null>(null);
  const { busy, error, submit } = useSend(async () => {
    const { token } = await api.users.passwordLink({ params: { id: user.id } });
    setLink(`${window.location.origin}/new-password#${token}`);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('users.passwordLinkTitle', { name: user.displayName })}
      closeLabel={t('common.close')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{t(link === null ? 'users.passwordLinkText' : 'users.passwordLinkMade')}</p>
        {link === null ? null : (
          <Notice tone="plain">
            <CopyText text={link} label={t('common.copy')} copied={t('common.copied')} autoFocus />
          </Notice>
        )}
        <Failure error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t(link === null ? 'common.cancel' : 'common.close')}</Button>
          {link === null ? (
            <Button type="submit" look="primary" busy={busy} data-first>
              {t('users.passwordLinkMake')}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
};

/** Takes an account away, after what becomes of its machines has been chosen. */
export const DeleteUserDialog = ({ user, onClose }: Props) => {
  const t = useTranslations();
  const machines = useVms().vms.filter((vm) => vm.owner.id === user.id);
  const takers = useUsers().filter(
    (u) => u.id !== user.id && u.approval === 'approved' && !u.banned && !u.leaving,
  );
  const owns = machines.length > 0;
  const [plan, setPlan] = useState<'transfer' | 'delete'>(owns ? 'transfer' : 'delete');
  const [to, setTo] = useState('');
  const [typed, setTyped] = useState('');
  const [report, setReport] = useState<LeavingReport | null>(null);
  const forGood = plan === 'delete' && owns;
  const whyNot =
    plan === 'transfer' && to === ''
      ? t('users.chooseTaker')
      : forGood && typed.trim() !== user.userName
        ? t('users.typeFirst')
        : null;
  const { busy, error, submit } = useSend(async () => {
    if (whyNot !== null) return;
    const done = await api.users.delete({
      params: { id: user.id },
      body: plan === 'transfer' ? { machines: 'transfer', to } : { machines: 'delete' },
    });
    if (done.gone && done.moved.length === 0) onClose();
    else setReport(done);
  });
  const title = t('users.deleteTitle', { name: user.displayName });
  if (report) {
    return (
      <Dialog open onClose={onClose} title={title} closeLabel={t('common.close')}>
        <Report report={report} />
        <div className="flex justify-end">
          <Button data-first onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t('common.close')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>{t('users.deleteText')}</p>
        {owns ? (
          <Choices
            legend={t('users.machinesBecome', { count: machines.length })}
            name="machines"
            value={plan}
            onChange={setPlan}
            columns="grid-cols-1"
            choices={[
              {
                value: 'transfer',
                label: t('users.transfer'),
                hint: t('users.transferText'),
                whyNot: takers.length === 0 ? t('users.nobodyTakes') : null,
              },
              { value: 'delete', label: t('users.deleteMachines'), hint: t('users.deleteMachinesText') },
            ]}
          />
        ) : null}
        {owns && plan === 'transfer' ? <Takers takers={takers} value={to} onChange={setTo} /> : null}
        {forGood ? (
          <TextField
            label={t('users.typeName', { name: user.userName })}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        ) : null}
        <Failure error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} data-first>
            {t('common.cancel')}
          </Button>
          <Button type="submit" look="danger" busy={busy} whyNot={whyNot}>
            {t('users.delete')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

const Takers = (props: { takers: readonly User[]; value: string; onChange: (id: string) => void }) => {
  const t = useTranslations('users');
  return (
    <label className="flex flex-col gap-1.5">
      <span className="text-13 font-medium">{t('newOwner')}</span>
      <select
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className={`${inputClass} h-10 w-full max-md:h-11`}
      >
        <option value="" disabled>
          {t('chooseTaker')}
        </option>
        {props.takers.map((u) => (
          <option key={u.id} value={u.id}>
            {u.displayName} ({u.userName})
          </option>
        ))}
      </select>
    </label>
  );
};

const Report = ({ report }: { report: LeavingReport }) => {
  const t = useTranslations('users');
  return (
    <>
      <p role="status">{t(report.gone ? 'deletedMoved' : 'deletingMachines')}</p>
      {report.moved.length > 0 ? (
        <ul className="list-disc pl-5 text-13">
          {report.moved.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      ) : null}
      {report.waiting.length > 0 ? (
        <Notice tone="busy">
          <p>{t('machinesWait')}</p>
          <ul className="mt-1 list-disc pl-5 text-13">
            {report.waiting.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
};
