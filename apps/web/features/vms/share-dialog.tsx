'use client';

import { ApiError } from '@limen/client/api-error';
import { mostShares, type Share, type ShareLevel, shareLevel } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote, useErrorText } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, inputClass, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { useShares } from './use-shares.ts';

/** Whom a machine is shared with, and at which level: added by user name, changed and ended in place. */
export const ShareDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const { shares, error, refetch } = useShares(vm);
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('shares.dialog', { name: vm.name })}
    >
      <AddPerson vm={vm} full={(shares?.length ?? 0) >= mostShares} onAdded={refetch} />
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
          <Button size="small" className="mt-2" onClick={refetch}>
            {t('common.again')}
          </Button>
        </Notice>
      ) : null}
      {shares && shares.length > 0 ? (
        <section aria-labelledby="shared-with" className="flex flex-col gap-2">
          <h3 id="shared-with" className="text-13 font-semibold text-soft">
            {t('shares.people')}
          </h3>
          <ul className="divide-y divide-line rounded-card border border-line">
            {shares.map((share) => (
              <Person key={share.user.id} vm={vm} share={share} onChanged={refetch} />
            ))}
          </ul>
        </section>
      ) : null}
      {shares?.length === 0 ? <p className="text-13 text-soft">{t('shares.nobody')}</p> : null}
    </Dialog>
  );
};

const AddPerson = ({ vm, full, onAdded }: { vm: Vm; full: boolean; onAdded: () => void }) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const [userName, setUserName] = useState('');
  const [level, setLevel] = useState<ShareLevel>('viewer');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const atField = error instanceof ApiError && error.field === 'userName';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || full || userName.trim() === '') return;
    setBusy(true);
    setError(null);
    try {
      await api.shares.put({ params: { id: vm.id }, body: { userName, level } });
      setUserName('');
      onAdded();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <TextField
        label={t('shares.userName')}
        hint={t('shares.userNameHint')}
        error={atField ? errorText(error).text : null}
        value={userName}
        onChange={(event) => {
          setUserName(event.target.value);
          setError(null);
        }}
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-first
      />
      <Choices
        legend={t('shares.level')}
        name="level"
        value={level}
        choices={shareLevel.options.map((value) => ({
          value,
          label: t(`shares.${value}`),
          hint: t(`shares.${value}Hint`),
        }))}
        onChange={setLevel}
      />
      {error !== null && !atField ? (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      ) : null}
      <div className="flex justify-end">
        <Button
          type="submit"
          look="primary"
          busy={busy}
          whyNot={full ? t('shares.full', { count: mostShares }) : null}
        >
          {t('shares.add')}
        </Button>
      </div>
    </form>
  );
};

const Person = ({ vm, share, onChanged }: { vm: Vm; share: Share; onChanged: () => void }) => {
  const t = useTranslations('shares');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { user } = share;
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      onChanged();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex flex-col gap-2 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-14 font-medium">{user.displayName}</p>
          <p className="truncate text-12 text-soft">{user.userName}</p>
        </div>
        <select
          aria-label={t('levelOf', { name: user.displayName })}
          value={share.level}
          disabled={busy}
          onChange={(event) => {
            const level = shareLevel.parse(event.target.value);
            void change(() =>
              api.shares.put({ params: { id: vm.id }, body: { userName: user.userName, level } }),
            );
          }}
          className={`${inputClass} h-8 pr-2 pl-2 text-13 max-md:h-11`}
        >
          {shareLevel.options.map((level) => (
            <option key={level} value={level}>
              {t(level)}
            </option>
          ))}
        </select>
        <Button
          size="small"
          busy={busy}
          aria-label={t('endFor', { name: user.displayName })}
          onClick={() => void change(() => api.shares.remove({ params: { id: vm.id, userId: user.id } }))}
        >
          {t('end')}
        </Button>
      </div>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
    </li>
  );
};
