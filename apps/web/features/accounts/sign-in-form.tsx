'use client';

import { ApiError } from '@limen/client/api-error';
import { safePath } from '@limen/contract/safe-path';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { SecondStep } from './second-step.tsx';

type Props = {
  next: string | null;
  setupNeeded: boolean;
  /** The other ways in. */
  services: ReactNode;
};

/** Name and password, then a code where there is a second factor; or a passkey instead of all of it. */
export const SignInForm = ({ next, setupNeeded, services }: Props) => {
  const t = useTranslations('factors');
  const [step, setStep] = useState<'password' | 'code' | 'late'>('password');
  // a whole new page: nothing of whoever was here before stays in memory
  const enter = (): void => window.location.assign(safePath(next));
  if (step === 'code') {
    return <SecondStep onDone={enter} onBack={(late) => setStep(late ? 'late' : 'password')} />;
  }
  return (
    <>
      {step === 'late' ? (
        <Notice tone="busy" alert>
          {t('late')}
        </Notice>
      ) : null}
      <PasswordStep
        setupNeeded={setupNeeded}
        services={services}
        onDone={enter}
        onHalf={() => setStep('code')}
      />
    </>
  );
};

const PasswordStep = (props: {
  setupNeeded: boolean;
  services: ReactNode;
  onDone: () => void;
  onHalf: () => void;
}) => {
  const { setupNeeded, onDone, onHalf } = props;
  const t = useTranslations('accounts');
  const { busy, error, onSubmit } = useSubmit(async (field) => {
    try {
      await api.users.signIn({ body: { userName: field('userName'), password: field('password') } });
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code !== 'auth.second_factor') throw thrown;
      onHalf();
      return;
    }
    onDone();
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
      <div aria-hidden className="flex items-center gap-3 text-12 text-soft">
        <span className="h-px flex-1 bg-line" />
        {t('orElse')}
        <span className="h-px flex-1 bg-line" />
      </div>
      <PasskeySignIn onDone={onDone} />
      {props.services}
    </>
  );
};
