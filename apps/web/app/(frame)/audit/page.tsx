import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuditPage } from '../../../features/audit/audit-page.tsx';
import { requireMe } from '../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('audit') });

export default async function Page() {
  const me = await requireMe();
  if (!me.permissions.includes('audit:read')) notFound();
  return <AuditPage />;
}
