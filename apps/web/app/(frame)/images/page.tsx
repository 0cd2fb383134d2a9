import { getTranslations } from 'next-intl/server';
import { ImagesPage } from '../../../features/images/images-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('images') });

export default function Page() {
  return <ImagesPage />;
}
