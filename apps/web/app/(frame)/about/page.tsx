import { getTranslations } from 'next-intl/server';
import { AboutPage } from '../../../features/about/about-page.tsx';
import { requireMe, serverApi } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('about') });

export default async function Page() {
  await requireMe();
  return <AboutPage initial={await (await serverApi()).system.health()} />;
}
