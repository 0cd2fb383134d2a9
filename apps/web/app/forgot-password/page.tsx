import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { ForgotPasswordForm } from '../../features/accounts/forgot-password-form.tsx';
import { serverApi } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('forgotTitle') });

export default async function Page() {
  const [t, api] = await Promise.all([getTranslations('accounts'), serverApi()]);
  const { mail } = await api.system.about();
  return (
    <AccountFrame title={t('forgotTitle')} lead={mail ? t('forgotLead') : t('forgotAsk')}>
      {mail ? <ForgotPasswordForm /> : null}
    </AccountFrame>
  );
}
