import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PoolsPage } from '../../../../features/pools/pools-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('storage') });

export default async function Page() {
  const me = await requireMe();
  if (me.user.role !== 'admin') notFound();
  return <PoolsPage first={await (await serverApi()).storagePools.list()} />;
}
