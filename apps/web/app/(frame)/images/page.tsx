import { getTranslations } from 'next-intl/server';
import { ImagesPage } from '../../../features/images/images-page.tsx';
import { serverApi } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('images') });

export default async function Page() {
  return <ImagesPage catalogue={await (await serverApi()).catalogue.list()} />;
}
