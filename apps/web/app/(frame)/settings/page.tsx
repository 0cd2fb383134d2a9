import { getTranslations } from 'next-intl/server';
import { ProfilePage } from '../../../features/settings/profile-page.tsx';
import { requireMe } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('profile') });

export default async function Page() {
  await requireMe();
  return <ProfilePage />;
}
