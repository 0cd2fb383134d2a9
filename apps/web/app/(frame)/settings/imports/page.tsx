import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ImportSettings } from '../../../../features/settings/import-settings.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('imports') });

export default async function Page() {
  const me = await requireMe();
  if (me.user.role !== 'admin') notFound();
  const { imports } = await (await serverApi()).settings.list();
  return <ImportSettings initial={imports} />;
}
