import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { NewPasswordForm } from '../../features/accounts/new-password-form.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('newPassword') });

export default async function Page() {
  const t = await getTranslations('accounts');
  return (
    <AccountFrame title={t('newPassword')}>
      <NewPasswordForm />
    </AccountFrame>
  );
}
