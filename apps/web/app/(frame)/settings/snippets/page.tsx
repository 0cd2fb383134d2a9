import { getTranslations } from 'next-intl/server';
import { SnippetsPage } from '../../../../features/settings/snippets-page.tsx';
import { requireMe } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('snippets') });

export default async function Page() {
  await requireMe();
  return <SnippetsPage />;
}
