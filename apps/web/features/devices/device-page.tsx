'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Facts, Notice, StateMark } from '../../ui/marks.tsx';

type Waiting = { client: string; address: string; createdAt: string };
type Step = { at: 'code' } | { at: 'decide'; waiting: Waiting } | { at: 'allowed' } | { at: 'refused' };

/** A program without a browser asks to be let in: its person types or confirms the code, sees what asks, and decides. */
export const DevicePage = ({ code: given, person }: { code: string; person: string }) => {
  const t = useTranslations('devices');
  const [code, setCode] = useState(given);
  const [step, setStep] = useState<Step>({ at: 'code' });
  const [busy, setBusy] = useState<'look' | 'allow' | 'refuse' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = async (verb: 'look' | 'allow' | 'refuse', work: () => Promise<Step>): Promise<void> => {
    if (busy !== null) return;
    setBusy(verb);
    setError(null);
    try {
      setStep(await work());
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(null);
    }
  };
  const body = { userCode: code };
  const look = (event: FormEvent): void => {
    event.preventDefault();
    void ask('look', async () => ({ at: 'decide', waiting: await api.devices.look({ body }) }));
  };
  const decide = (verb: 'allow' | 'refuse') =>
    ask(verb, async () => {
      await api.devices[verb]({ body });
      return { at: verb === 'allow' ? 'allowed' : 'refused' };
    });
  const unknown =
    error instanceof ApiError && (error.code === 'object.not_found' || error.code === 'request.invalid');
  const note =
    error === null || (unknown && step.at === 'code') ? null : (
      <Notice tone="fault" alert>
        {unknown ? t('unknown') : <ErrorNote error={error} />}
      </Notice>
    );
  if (step.at === 'allowed' || step.at === 'refused') {
    return (
      <div role="status" className="flex flex-col gap-2">
        <StateMark tone={step.at === 'allowed' ? 'ok' : 'stopped'}>{t(step.at)}</StateMark>
        <p>{t(step.at === 'allowed' ? 'allowedText' : 'refusedText')}</p>
      </div>
    );
  }
  if (step.at === 'code') {
    return (
      <form onSubmit={look} className="flex flex-col gap-4">
        {note}
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          error={unknown ? t('unknown') : null}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          className="font-mono tracking-[0.2em] uppercase"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          required
          autoFocus
        />
        <Button type="submit" look="primary" busy={busy === 'look'} className="w-full">
          {t('goOn')}
        </Button>
      </form>
    );
  }
  const { client, address, createdAt } = step.waiting;
  return (
    <>
      <p>{t('asks', { person })}</p>
      <Facts
        rows={[
          [t('program'), <span className="font-medium break-words">{client}</span>],
          [t('from'), <span className="font-mono text-13 break-all">{address}</span>],
          [t('asked'), <RelativeTime at={createdAt} />],
          [t('code'), <span className="font-mono tracking-[0.2em] uppercase">{code}</span>],
        ]}
      />
      <Notice tone="busy">{t('warning')}</Notice>
      {note}
      <div className="grid grid-cols-2 gap-2">
        <Button busy={busy === 'refuse'} onClick={() => void decide('refuse')}>
          {t('refuse')}
        </Button>
        <Button look="primary" busy={busy === 'allow'} onClick={() => void decide('allow')}>
          {t('allow')}
        </Button>
      </div>
    </>
  );
};
