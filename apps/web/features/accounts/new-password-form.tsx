'use client';

import { password } from '@limen/contract/users';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { useLinkToken } from '../../lib/use-link-token.ts';

/** Sets a new password with the token of the link that led here. */
export const NewPasswordForm = () => {
  const t = useTranslations('accounts');
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  const [wrong, setWrong] = useState(false);
  const { busy, error, refused, onSubmit } = useSubmit(async (field) => {
    await api.profile.newPassword({ body: { token: token ?? '', password: field('password') } });
    setDone(true);
  });
  if (done) {
    return (
      <>
        <p role="status">{t('newPasswordDone')}</p>
        <Link href="/sign-in" className={buttonClass('primary')}>
          {t('signIn')}
        </Link>
      </>
    );
  }
  if (token === null) return <p>{t('newPasswordNoLink')}</p>;
  return (
    <>
      {error === null || refused === 'password' ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4">
        <TextField
          label={t('newPassword')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          autoFocus
          hint={t('passwordHint')}
          error={refused === 'password' || wrong ? t('passwordBad') : null}
          onBlur={({ target }) => setWrong(target.value !== '' && !password.safeParse(target.value).success)}
        />
        <Button
          type="submit"
          look="primary"
          busy={busy}
          className="mt-2 w-full"
          whyNot={wrong ? t('fixFirst') : null}
        >
          {t('newPasswordSet')}
        </Button>
      </form>
    </>
  );
};
