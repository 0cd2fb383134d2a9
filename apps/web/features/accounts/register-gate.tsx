'use client';

import type { About } from '@limen/contract/system';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Notice } from '../../ui/marks.tsx';
import { NewAccountForm } from './new-account-form.tsx';
import { useLinkToken } from '../../lib/use-link-token.ts';

type Look = { email: string | null; approved: boolean };

/** The form for whoever may register here; for anybody else a sentence that says why not, and what to do. */
export const RegisterGate = ({
  mode,
  services,
}: {
  mode: About['registration'];
  /** The other ways to an account; null: there is none. */
  services: ReactNode;
}) => {
  const t = useTranslations('accounts');
  const token = useLinkToken();
  const [look, setLook] = useState<Look | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asks = mode !== 'closed' && typeof token === 'string';
  useEffect(() => {
    if (!asks) return undefined;
    let here = true;
    api.invitations.look({ body: { token } }).then(
      (found) => here && setLook(found),
      (thrown: unknown) => here && setError(thrown),
    );
    return () => {
      here = false;
    };
  }, [asks, token]);
  if (mode === 'closed') return <Closed>{t('registerClosed')}</Closed>;
  if (mode === 'invitation' && token === null) return <Closed>{t('registerByInvitation')}</Closed>;
  if (token === undefined || (asks && look === null && error === null)) {
    return <p className="text-soft">{t('looking')}</p>;
  }
  if (error !== null) {
    return (
      <>
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
        {mode === 'open' ? (
          // the same page without the link that is no more
          <a href="/register" className={buttonClass('plain')}>
            {t('withoutInvitation')}
          </a>
        ) : null}
      </>
    );
  }
  return (
    <>
      {look ? (
        <Notice tone="plain">{t(look.approved ? 'invitedApproved' : 'invited')}</Notice>
      ) : (
        <p className="-mt-4 text-soft">{t('registerLead')}</p>
      )}
      {services === null ? null : (
        <>
          {services}
          {look !== null && look.email !== null ? (
            <p className="text-13 text-soft">{t('invitedAddress', { email: look.email })}</p>
          ) : null}
          <p className="flex items-center gap-3 text-13 text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t('orPassword')}
          </p>
        </>
      )}
      <NewAccountForm
        way={{
          by: 'register',
          invitation: token,
          email: look?.email ?? '',
          approved: look?.approved ?? false,
        }}
      />
    </>
  );
};

const Closed = ({ children }: { children: string }) => {
  const t = useTranslations('accounts');
  return (
    <>
      <p>{children}</p>
      <Link href="/sign-in" className={buttonClass('plain')}>
        {t('signIn')}
      </Link>
    </>
  );
};
