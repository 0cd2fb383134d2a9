import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LimitsPage } from '../../../../features/quotas/limits-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('limits') });

export default async function Page() {
  const me = await requireMe();
  if (me.user.role !== 'admin') notFound();
  return <LimitsPage settings={await (await serverApi()).settings.list()} />;
}
