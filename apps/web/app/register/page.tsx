import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { NewAccountForm } from '../../features/accounts/new-account-form.tsx';
import { readMe } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('register') });

export default async function Page() {
  const [t, me] = await Promise.all([getTranslations('accounts'), readMe()]);
  if (me) redirect('/');
  return (
    <AccountFrame title={t('registerTitle')} lead={t('registerLead')}>
      <NewAccountForm token={null} />
    </AccountFrame>
  );
}
