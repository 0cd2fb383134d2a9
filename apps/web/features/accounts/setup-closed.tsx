import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '../../ui/button-class.ts';

/** The setup page without its token, or when it has done its work. */
export const SetupClosed = ({ done }: { done: boolean }) => {
  const t = useTranslations('accounts');
  return (
    <>
      <p>{t(done ? 'setupDone' : 'setupNoToken')}</p>
      {done ? (
        <Link href="/sign-in" className={buttonClass('primary')}>
          {t('signIn')}
        </Link>
      ) : null}
    </>
  );
};
