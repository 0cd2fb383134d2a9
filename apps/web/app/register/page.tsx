import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { RegisterGate } from '../../features/accounts/register-gate.tsx';
import { readMe, serverApi } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('register') });

export default async function Page() {
  const [t, api, me] = await Promise.all([getTranslations('accounts'), serverApi(), readMe()]);
  if (me) redirect('/');
  const { registration } = await api.system.about();
  return (
    <AccountFrame title={t(registration === 'closed' ? 'registerClosedTitle' : 'registerTitle')}>
      <RegisterGate mode={registration} />
    </AccountFrame>
  );
}
