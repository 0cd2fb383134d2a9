import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { MachinesPage } from '../../features/vms/machines-page.tsx';
import { viewCookie } from '../../features/vms/view-cookie.ts';
import type { Query } from '../../lib/page-props.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('frame'))('machines') });

export default async function Page({ searchParams }: Query) {
  const [jar, query] = await Promise.all([cookies(), searchParams]);
  const view = jar.get(viewCookie)?.value === 'table' ? 'table' : 'cards';
  return <MachinesPage initialView={view} focusSearch={query['search'] !== undefined} />;
}
