'use client';

import { password } from '@limen/contract/users';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';

/** Changes the password; says before that every other session ends. */
export const PasswordPanel = () => {
  const t = useTranslations('profile');
  const form = useRef<HTMLFormElement>(null);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const bad = next !== '' && !password.safeParse(next).success;
  const whyNot = current === '' || next === '' ? t('bothPasswords') : bad ? t('fixFirst') : null;
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || whyNot !== null) return;
    setBusy(true);
    setDone(false);
    setError(null);
    try {
      await api.profile.changePassword({ body: { current, password: next } });
      setCurrent('');
      setNext('');
      setDone(true);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('password')}>
      <form ref={form} onSubmit={(event) => void change(event)} className="flex flex-col gap-4">
        <TextField
          label={t('currentPassword')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          label={t('newPassword')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
          hint={t('passwordHint')}
          error={bad ? t('passwordBad') : null}
        />
        <p className="text-13 text-soft">{t('passwordEnds')}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy} whyNot={whyNot}>
            {t('changePassword')}
          </Button>
          <span role="status" className="text-13 text-running">
            {done ? t('passwordChanged') : ''}
          </span>
        </div>
        {error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
      </form>
    </Panel>
  );
};
