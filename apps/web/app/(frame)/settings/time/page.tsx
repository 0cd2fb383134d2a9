import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TimeSettings } from '../../../../features/settings/time-settings.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('time') });

export default async function Page() {
  const me = await requireMe();
  if (me.user.role !== 'admin') notFound();
  const api = await serverApi();
  const { lease, trash } = await api.settings.list();
  return <TimeSettings lease={lease} trash={trash} />;
}
