import { getTranslations } from 'next-intl/server';
import { OwnQuotaPage } from '../../../../features/quotas/own-quota-page.tsx';
import { requireMe } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('quota') });

export default async function Page() {
  await requireMe();
  return <OwnQuotaPage />;
}
