import { getTranslations } from 'next-intl/server';
import { TokensPage } from '../../../../features/tokens/tokens-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('tokens') });

export default async function Page() {
  await requireMe();
  return <TokensPage first={(await (await serverApi()).tokens.list()).tokens} />;
}
