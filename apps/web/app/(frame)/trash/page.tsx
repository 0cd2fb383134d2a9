import { getTranslations } from 'next-intl/server';
import { TrashPage } from '../../../features/trash/trash-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('trash') });

export default function Page() {
  return <TrashPage />;
}
