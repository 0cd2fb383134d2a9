import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { NewAccountForm } from '../../features/accounts/new-account-form.tsx';
import { SetupClosed } from '../../features/accounts/setup-closed.tsx';
import type { Query } from '../../lib/page-props.ts';
import { serverApi } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('setupTitle') });

export default async function Page({ searchParams }: Query) {
  const [t, api, query] = await Promise.all([getTranslations('accounts'), serverApi(), searchParams]);
  const { setupNeeded } = await api.system.about();
  const token = typeof query['token'] === 'string' ? query['token'] : '';
  const open = setupNeeded && token !== '';
  return (
    <AccountFrame title={t('setupTitle')} lead={open ? t('setupLead') : undefined}>
      {open ? <NewAccountForm way={{ by: 'setup', token }} /> : <SetupClosed done={!setupNeeded} />}
    </AccountFrame>
  );
}
