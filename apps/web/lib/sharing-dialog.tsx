'use client';

import { ApiError } from '@limen/client/api-error';
import { mostShares } from '@limen/contract/shares';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/marks.tsx';
import { ErrorNote, useErrorText } from './error-text.tsx';
import type { ShareList } from './use-share-list.ts';
import { useMe } from './world.tsx';

type Person = { id: string; userName: string; displayName: string };
type Shared = { user: Person };

/** Whom a thing is shared with: people are added by user name, and changed in their rows. */
export const SharingDialog = <T extends Shared>(props: {
  title: string;
  onClose: () => void;
  owner: Person;
  list: ShareList<T>;
  /** Said where it is shared with nobody. */
  nobody: string;
  /** Said of one's own user name, and of the owner's and of somebody who has a share. */
  words: { yourself: string; isOwner: (name: string) => string; already: (name: string) => string };
  /** What else is chosen for whoever is added. */
  choices?: ReactNode;
  add: (userName: string) => Promise<Shared>;
  row: (share: T) => ReactNode;
}) => {
  const t = useTranslations();
  const { shares, error, refetch } = props.list;
  return (
    <Dialog open onClose={props.onClose} closeLabel={t('common.close')} title={props.title}>
      <AddPerson {...props} shares={shares ?? []} onAdded={refetch} />
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
              {props.nobody}
            </p>
          ) : (
            <ul
              aria-labelledby="shared-with"
              className="divide-y divide-line rounded-card border border-line"
            >
              {shares.map(props.row)}
            </ul>
          )}
        </section>
      ) : null}
    </Dialog>
  );
};

const AddPerson = (props: {
  owner: Person;
  words: { yourself: string; isOwner: (name: string) => string; already: (name: string) => string };
  choices?: ReactNode;
  shares: readonly Shared[];
  add: (userName: string) => Promise<Shared>;
  onAdded: () => Promise<void>;
}) => {
  const t = useTranslations();
  const errorText = useErrorText();
  const me = useMe().user.id;
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [added, setAdded] = useState<string | null>(null);
  const { owner, words, shares } = props;
  const atField = error instanceof ApiError && error.field === 'userName';
  const full = shares.length >= mostShares;
  /** What is known to be wrong with a name before anybody is asked; null: the server shall say. */
  const wrongName = (userName: string): string | null => {
    const name = userName.toLowerCase();
    if (name === '') return t('shares.userNameMissing');
    if (name === owner.userName) return owner.id === me ? words.yourself : words.isOwner(owner.displayName);
    const there = shares.find(({ user }) => user.userName === name);
    return there ? words.already(there.user.displayName) : null;
  };
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
      const { user } = await props.add(userName);
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
      {props.choices}
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
