'use client';

import { ApiError } from '@limen/client/api-error';
import { email } from '@limen/contract/fields';
import { password, userName } from '@limen/contract/users';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote, useErrorText } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';

/** How one comes to an account: by the one-time link of the first administrator, or by asking (perhaps invited). */
export type Way =
  | { by: 'setup'; token: string }
  | { by: 'register'; invitation: string | null; email: string; approved: boolean };

const schemas = { userName, password, email };

/** Registration, and the first administrator: the same fields. */
export const NewAccountForm = ({ way }: { way: Way }) => {
  const t = useTranslations('accounts');
  const locale = useLocale();
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const { busy, error, refused, onSubmit } = useSubmit(async (field) => {
    const body = {
      userName: field('userName').trim(),
      displayName: field('displayName').trim(),
      password: field('password'),
      locale,
    };
    if (way.by === 'setup') {
      await api.users.setup({ body: { ...body, token: way.token } });
      window.location.assign('/');
      return;
    }
    const address = field('email').trim();
    const made = await api.users.register({
      body: {
        ...body,
        note: field('note'),
        ...(address === '' ? {} : { email: address }),
        ...(way.invitation === null ? {} : { invitation: way.invitation }),
      },
    });
    window.location.assign(made.user.approval === 'approved' ? '/' : '/waiting');
  });
  const errorText = useErrorText();
  // said at the field that it is about
  const taken = error instanceof ApiError && error.code === 'user.name_taken';
  const check = (name: keyof typeof schemas, value: string): void => {
    const fits = value === '' || schemas[name].safeParse(value).success;
    setWrong((all) => new Set(fits ? [...all].filter((n) => n !== name) : [...all, name]));
  };
  return (
    <>
      {error === null || taken ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4">
        <TextField
          label={t('displayName')}
          name="displayName"
          autoComplete="name"
          maxLength={80}
          required
          autoFocus
        />
        <TextField
          label={t('userName')}
          name="userName"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          required
          hint={t('userNameHint')}
          error={
            taken
              ? errorText(error).text
              : refused === 'userName' || wrong.has('userName')
                ? t('userNameBad')
                : null
          }
          onBlur={(event) => check('userName', event.target.value.trim())}
        />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          hint={t('passwordHint')}
          error={refused === 'password' || wrong.has('password') ? t('passwordBad') : null}
          onBlur={(event) => check('password', event.target.value)}
        />
        {way.by === 'register' ? (
          <TextField
            label={t('email')}
            name="email"
            type="email"
            autoComplete="email"
            maxLength={254}
            defaultValue={way.email}
            hint={t('emailHint')}
            error={refused === 'email' || wrong.has('email') ? t('emailBad') : null}
            onBlur={(event) => check('email', event.target.value.trim())}
          />
        ) : null}
        {way.by === 'register' && !way.approved ? (
          <TextArea label={t('note')} name="note" hint={t('noteHint')} maxLength={1000} />
        ) : null}
        <Button
          type="submit"
          look="primary"
          busy={busy}
          className="mt-2 w-full"
          whyNot={wrong.size > 0 ? t('fixFirst') : null}
        >
          {t(way.by === 'setup' ? 'makeAdmin' : way.approved ? 'makeAccount' : 'askForAccount')}
        </Button>
      </form>
      {way.by === 'register' ? (
        <p className="text-13 text-soft">
          {t('haveAccount')}{' '}
          <Link href="/sign-in" className="font-medium text-accent hover:underline">
            {t('signIn')}
          </Link>
        </p>
      ) : null}
    </>
  );
};
