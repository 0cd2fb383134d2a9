import { getTranslations } from 'next-intl/server';
import { NetworksPage } from '../../../features/networks/networks-page.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('networks') });

export default async function Page() {
  await requireMe();
  return <NetworksPage first={await (await serverApi()).networks.list()} />;
}
