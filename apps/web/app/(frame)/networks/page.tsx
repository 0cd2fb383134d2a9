import { getTranslations } from 'next-intl/server';
import { NetworksPage } from '../../../features/networks/networks-page.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('networks') });

export default async function Page() {
  await requireMe();
  const api = await serverApi();
  const [first, groups] = await Promise.all([api.networks.list(), api.firewall.list()]);
  return <NetworksPage first={first} groups={groups} />;
}
