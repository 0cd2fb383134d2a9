import { getTranslations } from 'next-intl/server';
import { SecurityPage } from '../../../../features/factors/security-page.tsx';
import { OwnServices } from '../../../../features/providers/own-services.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('security') });

export default async function Page() {
  await requireMe();
  return <SecurityPage first={await (await serverApi()).factors.list()} services={<OwnServices />} />;
}
