import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { RegisterGate } from '../../features/accounts/register-gate.tsx';
import { ProviderButtons } from '../../features/providers/provider-buttons.tsx';
import { ProviderFailed } from '../../features/providers/provider-failed.tsx';
import type { Query } from '../../lib/page-props.ts';
import { readMe, serverApi } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('register') });

export default async function Page({ searchParams }: Query) {
  const [t, api, me, query] = await Promise.all([
    getTranslations('accounts'),
    serverApi(),
    readMe(),
    searchParams,
  ]);
  if (me) redirect('/');
  const failed = typeof query['failed'] === 'string' ? query['failed'] : null;
  const [{ registration }, { providers }] = await Promise.all([api.system.about(), api.providers.list()]);
  return (
    <AccountFrame title={t(registration === 'closed' ? 'registerClosedTitle' : 'registerTitle')}>
      {failed === null ? null : <ProviderFailed failed={failed} />}
      <RegisterGate
        mode={registration}
        services={
          providers.length === 0 ? null : <ProviderButtons providers={providers} next={null} invited />
        }
      />
    </AccountFrame>
  );
}
