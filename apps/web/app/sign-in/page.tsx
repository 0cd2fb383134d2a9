import { safePath } from '@limen/contract/safe-path';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { SignInForm } from '../../features/accounts/sign-in-form.tsx';
import type { Query } from '../../lib/page-props.ts';
import { readMe, serverApi } from '../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('accounts'))('signIn') });

export default async function Page({ searchParams }: Query) {
  const [t, api, me, query] = await Promise.all([
    getTranslations('accounts'),
    serverApi(),
    readMe(),
    searchParams,
  ]);
  const next = typeof query['next'] === 'string' ? query['next'] : null;
  if (me) redirect(safePath(next));
  const { setupNeeded } = await api.system.about();
  return (
    <AccountFrame title={t('signInTitle')}>
      <SignInForm next={next} setupNeeded={setupNeeded} />
    </AccountFrame>
  );
}
