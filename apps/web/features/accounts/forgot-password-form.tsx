'use client';

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

/** Asks for a link by mail. It says the same whether or not anybody has that name. */
export const ForgotPasswordForm = () => {
  const t = useTranslations('accounts');
  const [asked, setAsked] = useState(false);
  const { busy, error, onSubmit } = useSubmit(async (field) => {
    await api.profile.askForPassword({ body: { userName: field('userName') } });
    setAsked(true);
  });
  if (asked) {
    return (
      <>
        <p role="status">{t('forgotSent')}</p>
        <Link href="/sign-in" className={buttonClass('plain')}>
          {t('signIn')}
        </Link>
      </>
    );
  }
  return (
    <>
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
          maxLength={64}
          required
          autoFocus
        />
        <Button type="submit" look="primary" busy={busy} className="mt-2 w-full">
          {t('forgotSend')}
        </Button>
      </form>
    </>
  );
};
