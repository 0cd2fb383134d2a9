'use client';

import { ApiError } from '@limen/client/api-error';
import {
  mostTokenDays,
  mostTokenNameLength,
  type TokenScope,
  tokenScope,
  usualTokenDays,
} from '@limen/contract/tokens';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';

/** Makes a token, and shows it: once, until this is closed. */
export const CreateToken = (props: { onClose: () => void; onMade: () => Promise<void> }) => {
  const t = useTranslations();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t(secret === null ? 'tokens.create' : 'tokens.madeTitle')}
      closeLabel={t('common.close')}
    >
      {secret === null ? (
        <Form
          onClose={props.onClose}
          onMade={(made) => {
            setSecret(made);
            void props.onMade();
          }}
        />
      ) : (
        <Made secret={secret} onClose={props.onClose} />
      )}
    </Dialog>
  );
};

const Form = (props: { onClose: () => void; onMade: (secret: string) => void }) => {
  const t = useTranslations();
  const admin = useMe().user.role === 'admin';
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [days, setDays] = useState(String(usualTokenDays));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const lasts = Number(days);
  const fits = Number.isInteger(lasts) && lasts >= 1 && lasts <= mostTokenDays;
  const named = name.trim() !== '';
  const refused = error instanceof ApiError ? error.field : undefined;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || !named || !fits) return;
    setBusy(true);
    setError(null);
    try {
      const made = await api.tokens.create({ body: { name: name.trim(), scope, days: lasts } });
      props.onMade(made.secret);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <TextField
        label={t('tokens.name')}
        hint={t('tokens.nameHint')}
        value={name}
        maxLength={mostTokenNameLength}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        aria-invalid={refused === 'name' || undefined}
        data-first
      />
      <Choices
        legend={t('tokens.scope')}
        name="scope"
        value={scope}
        onChange={setScope}
        columns="grid-cols-1"
        choices={tokenScope.options.map((value) => ({
          value,
          label: t(`tokens.scopes.${value}`),
          hint: t(`tokens.scopeHints.${value}`),
          whyNot: value === 'administer' && !admin ? t('tokens.notAdmin') : null,
        }))}
      />
      <p className="-mt-2 text-12 text-soft">{t('tokens.reachesNot')}</p>
      <TextField
        label={t('tokens.days')}
        hint={t('tokens.daysHint', { most: mostTokenDays })}
        error={days !== '' && !fits ? t('tokens.daysWrong', { most: mostTokenDays }) : null}
        type="number"
        inputMode="numeric"
        min={1}
        max={mostTokenDays}
        step={1}
        value={days}
        onChange={(event) => setDays(event.target.value)}
        className="tabular"
      />
      <ErrorAlert error={error} />
      <div className="flex justify-end gap-2">
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          whyNot={
            named ? (fits ? null : t('tokens.daysWrong', { most: mostTokenDays })) : t('tokens.nameFirst')
          }
        >
          {t('tokens.create')}
        </Button>
      </div>
    </form>
  );
};

const Made = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <>
      <Notice tone="busy">{t('tokens.once')}</Notice>
      <div className="flex flex-col items-start gap-1.5 rounded-control border border-line bg-ground px-3 py-2.5">
        <code className="font-mono text-13 break-all select-all">{secret}</code>
        <CopyText
          text={secret}
          shown={t('common.copy')}
          label={t('tokens.copy')}
          copied={t('common.copied')}
          className="-mx-1.5"
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <p className="text-13 text-soft">{t('tokens.use')}</p>
        <code className="rounded-control border border-line bg-ground px-3 py-2 font-mono text-12 break-all whitespace-pre-wrap">
          {'curl -H "Authorization: Bearer $LIMEN_TOKEN" \\\n  '}
          {`${window.location.origin}/api/vms`}
        </code>
      </div>
      <div className="flex justify-end">
        <Button look="primary" data-first onClick={onClose}>
          {t('tokens.kept')}
        </Button>
      </div>
    </>
  );
};
