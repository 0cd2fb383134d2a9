'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { safePath } from './safe-path.ts';
import { useSubmit } from './use-submit.ts';

export const SignInForm = ({ next, setupNeeded }: { next: string | null; setupNeeded: boolean }) => {
  const t = useTranslations('accounts');
  const { busy, error, onSubmit } = useSubmit(async (field) => {
    await api.users.signIn({ body: { userName: field('userName'), password: field('password') } });
    // a whole new page: nothing of whoever was here before stays in memory
    window.location.assign(safePath(next));
  });
  return (
    <>
      {setupNeeded ? <Notice tone="busy">{t('setupFirst')}</Notice> : null}
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4">
        <TextField
          label={t('userName')}
          name="userName"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          required
          autoFocus
        />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2 w-full">
          {t('signIn')}
        </Button>
      </form>
      <p className="text-13 text-soft">
        {t('noAccount')}{' '}
        <Link href="/register" className="font-medium text-accent hover:underline">
          {t('register')}
        </Link>
      </p>
    </>
  );
};
