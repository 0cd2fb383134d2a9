import type { About } from '@limen/contract/system';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** Below the sign-in form: how one comes to an account here, and what to do without one's password. */
export const BeforeSigningIn = ({ registration, mail }: Pick<About, 'registration' | 'mail'>) => {
  const t = useTranslations('accounts');
  return (
    <div className="flex flex-col gap-1.5 text-13 text-soft">
      {registration === 'open' ? (
        <p>
          {t('noAccount')}{' '}
          <Link href="/register" className="font-medium text-accent hover:underline">
            {t('register')}
          </Link>
        </p>
      ) : (
        <p>{t(registration === 'closed' ? 'noAccountClosed' : 'noAccountInvitation')}</p>
      )}
      {mail ? (
        <p>
          <Link href="/forgot-password" className="font-medium text-accent hover:underline">
            {t('forgot')}
          </Link>
        </p>
      ) : (
        <p>{t('forgotAsk')}</p>
      )}
    </div>
  );
};
