import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { QuotaRequestsSection } from '../../../features/quotas/quota-requests-section.tsx';
import { UsersPage } from '../../../features/users/users-page.tsx';
import { requireMe } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('users') });

export default async function Page() {
  const me = await requireMe();
  if (me.user.role !== 'admin') notFound();
  return <UsersPage requests={<QuotaRequestsSection />} />;
}
