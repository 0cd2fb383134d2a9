'use client';

import { ApiError } from '@limen/client/api-error';
import { mostShares, type Share, type ShareLevel, shareLevel } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote, useErrorText } from '../../lib/error-text.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, inputClass, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { useShares } from './use-shares.ts';

/** Whom a machine is shared with, and at which level: added by user name, changed and ended in place. */
export const ShareDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const me = useMe();
  const { shares, error, refetch } = useShares(vm);
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('shares.dialog', { name: vm.name })}
    >
      <AddPerson vm={vm} shares={shares ?? []} onAdded={refetch} />
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
          <Button size="small" className="mt-2" onClick={() => void refetch()}>
            {t('common.again')}
          </Button>
        </Notice>
      ) : null}
      {shares || !error ? (
        <section aria-labelledby="shared-with" className="flex flex-col gap-2">
          <h3 id="shared-with" className="text-13 font-medium">
            {t('shares.people')}
          </h3>
          {shares === undefined ? (
            <p className="text-13 text-soft">{t('common.loading')}</p>
          ) : shares.length === 0 ? (
            <p className="rounded-card border border-dashed border-line px-3 py-4 text-center text-13 text-soft">
              {t(vm.owner.id === me.user.id ? 'shares.nobody' : 'shares.nobodyBesides')}
            </p>
          ) : (
            <ul
              aria-labelledby="shared-with"
              className="divide-y divide-line rounded-card border border-line"
            >
              {shares.map((share) => (
                <Person key={share.user.id} vm={vm} share={share} onChanged={refetch} />
              ))}
            </ul>
          )}
        </section>
      ) : null}
    </Dialog>
  );
};

/** What is known to be wrong with a name before anybody is asked; null: the server shall say. */
const useWrongName = (vm: Vm, shares: readonly Share[]): ((userName: string) => string | null) => {
  const t = useTranslations('shares');
  const me = useMe();
  return (userName) => {
    const name = userName.toLowerCase();
    if (name === '') return t('userNameMissing');
    if (name === vm.owner.userName) {
      return vm.owner.id === me.user.id ? t('yourself') : t('isOwner', { name: vm.owner.displayName });
    }
    const there = shares.find(({ user }) => user.userName === name);
    return there ? t('already', { name: there.user.displayName }) : null;
  };
};

const AddPerson = (props: { vm: Vm; shares: readonly Share[]; onAdded: () => Promise<void> }) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const wrongName = useWrongName(props.vm, props.shares);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [level, setLevel] = useState<ShareLevel>('viewer');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [added, setAdded] = useState<string | null>(null);
  const atField = error instanceof ApiError && error.field === 'userName';
  const full = props.shares.length >= mostShares;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || full) return;
    const userName = typed.trim();
    const known = wrongName(userName);
    setWrong(known);
    setError(null);
    setAdded(null);
    if (known !== null) return field.current?.focus();
    setBusy(true);
    try {
      const { user } = await api.shares.put({ params: { id: props.vm.id }, body: { userName, level } });
      setTyped('');
      setAdded(user.displayName);
      await props.onAdded();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
      // for the next name, or to mend this one
      field.current?.focus();
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <TextField
        ref={field}
        label={t('shares.userName')}
        hint={t('shares.userNameHint')}
        error={wrong ?? (atField ? errorText(error).text : null)}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(null);
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
      <div className="flex items-center justify-between gap-3">
        {/* for whoever does not see the list grow */}
        <p role="status" className="sr-only">
          {added === null ? '' : t('shares.added', { name: added })}
        </p>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          className="ml-auto"
          whyNot={full ? t('shares.full', { count: mostShares }) : null}
        >
          {t('shares.add')}
        </Button>
      </div>
    </form>
  );
};

const Person = ({ vm, share, onChanged }: { vm: Vm; share: Share; onChanged: () => Promise<void> }) => {
  const t = useTranslations('shares');
  const row = useRef<HTMLLIElement>(null);
  const [working, setWorking] = useState<ShareLevel | 'end' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { user } = share;
  const change = async (to: ShareLevel | 'end'): Promise<void> => {
    if (working !== null) return;
    setWorking(to);
    setError(null);
    try {
      if (to === 'end') {
        await api.shares.remove({ params: { id: vm.id, userId: user.id } });
        // not to the next one's End: Enter held a moment too long would end that share as well
        const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
        if (row.current?.contains(document.activeElement)) next?.querySelector('select')?.focus();
      } else {
        await api.shares.put({ params: { id: vm.id }, body: { userName: user.userName, level: to } });
      }
      await onChanged();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWorking(null);
    }
  };
  return (
    <li ref={row} className="flex flex-col gap-2 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-14 font-medium" title={user.displayName}>
            {user.displayName}
          </p>
          <p className="truncate text-12 text-soft">{user.userName}</p>
        </div>
        {/* shows at once what was chosen, and keeps the focus meanwhile: the arrow keys choose too */}
        <select
          aria-label={t('levelOf', { name: user.displayName })}
          value={working === null || working === 'end' ? share.level : working}
          aria-busy={working !== null || undefined}
          onChange={(event) => void change(shareLevel.parse(event.target.value))}
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
          className="max-md:h-11"
          busy={working === 'end'}
          aria-label={t('endFor', { name: user.displayName })}
          onClick={() => void change('end')}
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
