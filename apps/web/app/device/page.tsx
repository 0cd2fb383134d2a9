import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { DevicePage } from '../../features/devices/device-page.tsx';
import type { Query } from '../../lib/page-props.ts';
import { requireMe } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('devices'))('title') });

export default async function Page({ searchParams }: Query) {
  const [t, me, query] = await Promise.all([getTranslations('devices'), requireMe(), searchParams]);
  const code = typeof query['code'] === 'string' ? query['code'].slice(0, 20) : '';
  return (
    <AccountFrame title={t('title')} lead={t('lead')}>
      <DevicePage code={code} person={me.user.displayName} />
    </AccountFrame>
  );
}
