import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ServicesPage } from '../../../../features/providers/services-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('providers'))('title') });

export default async function Page() {
  if ((await requireMe()).user.role !== 'admin') notFound();
  return <ServicesPage initial={await (await serverApi()).providers.listServices()} />;
}
