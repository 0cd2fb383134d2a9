'use client';

import { ApiError } from '@limen/client/api-error';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback } from 'react';
import { ErrorNote } from './error-text.tsx';

/** What a browser says (DOMException names of WebAuthn) where no server was asked: a choice of the person's, mostly. */
const said: Readonly<Record<string, 'passkeyCancelled' | 'passkeyHere' | 'passkeyUnfit'>> = {
  NotAllowedError: 'passkeyCancelled',
  AbortError: 'passkeyCancelled',
  InvalidStateError: 'passkeyHere',
  ConstraintError: 'passkeyUnfit',
  NotSupportedError: 'passkeyUnfit',
  SecurityError: 'passkeyUnfit',
};

/** The sentence for what went wrong with a code or a passkey. */
export const useFactorErrorText = (): ((error: unknown) => ReactNode) => {
  const t = useTranslations('factors');
  return useCallback(
    (error) => {
      const key = error instanceof Error && !(error instanceof ApiError) ? said[error.name] : undefined;
      if (key !== undefined) return <p>{t(key)}</p>;
      const wait =
        error instanceof ApiError && error.code === 'auth.slow_down' ? error.retryAfterSeconds : undefined;
      return (
        <>
          <ErrorNote error={error} />
          {wait === undefined ? null : <p className="mt-1">{t('wait', { minutes: Math.ceil(wait / 60) })}</p>}
        </>
      );
    },
    [t],
  );
};
