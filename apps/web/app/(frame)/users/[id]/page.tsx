import { ApiError } from '@limen/client/api-error';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PersonPage } from '../../../../features/users/person-page.tsx';
import type { WithId } from '../../../../lib/page-props.ts';
import { requireMe, serverApi } from '../../../../lib/server-api.ts';

/** The person, or the page that says there is none: also for whoever may not ask. */
const readPerson = cache(async (id: string) => {
  await requireMe();
  try {
    return await (await serverApi()).users.get({ params: { id } });
  } catch (error) {
    if (error instanceof ApiError && [400, 403, 404].includes(error.status)) notFound();
    throw error;
  }
});

export const generateMetadata = async ({ params }: WithId): Promise<Metadata> => ({
  title: (await readPerson((await params).id)).user.displayName,
});

export default async function Page({ params }: WithId) {
  return <PersonPage first={await readPerson((await params).id)} />;
}
