import { ApiError } from '@limen/client/api-error';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConsolePanel } from '../../../../features/consoles/console-panel.tsx';
import { VmPage } from '../../../../features/vms/vm-page.tsx';
import type { WithId } from '../../../../lib/page-props.ts';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

/** The machine, or the page that says there is none: foreign and unknown look the same. */
const readVm = cache(async (id: string) => {
  await requireMe();
  try {
    return await (await serverApi()).vms.get({ params: { id } });
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) notFound();
    throw error;
  }
});

export const generateMetadata = async ({ params }: WithId): Promise<Metadata> => ({
  title: (await readVm((await params).id)).name,
});

export default async function Page({ params }: WithId) {
  const { id } = await params;
  await readVm(id);
  return <VmPage id={id} console={<ConsolePanel vmId={id} />} />;
}
