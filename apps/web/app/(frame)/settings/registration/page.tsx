import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RegistrationPage } from '../../../../features/users/registration-page.tsx';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('settings'))('registration') });

export default async function Page() {
  const [me, api] = await Promise.all([requireMe(), serverApi()]);
  if (!me.permissions.includes('invitation:manage')) notFound();
  const { registration, mail } = await api.system.about();
  return <RegistrationPage mode={registration} mail={mail} />;
}
