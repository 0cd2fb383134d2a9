import { getTranslations } from 'next-intl/server';
import { SessionsPage } from '../../../../features/sessions/sessions-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('sessions') });

export default async function Page() {
  await requireMe();
  return <SessionsPage first={(await (await serverApi()).sessions.list()).sessions} />;
}
