import { safePath } from '@limen/contract/safe-path';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountFrame } from '../../features/accounts/account-frame.tsx';
import { BeforeSigningIn } from '../../features/accounts/before-signing-in.tsx';
import { SignInForm } from '../../features/accounts/sign-in-form.tsx';
import { ProviderButtons } from '../../features/providers/provider-buttons.tsx';
import { ProviderFailed } from '../../features/providers/provider-failed.tsx';
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
  const failed = typeof query['failed'] === 'string' ? query['failed'] : null;
  const [about, { providers }] = await Promise.all([api.system.about(), api.providers.list()]);
  return (
    <AccountFrame title={t('signInTitle')}>
      {failed === null ? null : <ProviderFailed failed={failed} />}
      <SignInForm
        next={next}
        setupNeeded={about.setupNeeded}
        services={<ProviderButtons providers={providers} next={next} />}
      />
      <BeforeSigningIn registration={about.registration} mail={about.mail} />
    </AccountFrame>
  );
}
