import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { WaitingRoom } from '../../features/accounts/waiting-room.tsx';
import { readMe } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('waitingTitle') });

export default async function Page() {
  const [t, me] = await Promise.all([getTranslations('accounts'), readMe()]);
  if (!me) redirect('/sign-in');
  if (me.user.approval === 'approved') redirect('/');
  return (
    <AccountFrame title={t(me.user.approval === 'rejected' ? 'rejected' : 'waitingTitle')}>
      <WaitingRoom me={me} />
    </AccountFrame>
  );
}
