import { ApiError } from '@limen/client/api-error';
import { type Client, createClient } from '@limen/client/create-client';
import { emptyLiveState, type LiveState } from '@limen/client/live-state';
import type { Me } from '@limen/contract/users';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { readWorld } from './read-world.ts';

/** The only place of the web application that reads the environment: where the API is, seen from this process. */
const internalUrl = (): string =>
  process.env['LIMEN_INTERNAL_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`;

/** The API, asked in the name of the person whose page is being made. */
export const serverApi = cache(async (): Promise<Client> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return createClient({
    baseUrl: internalUrl(),
    headers: {
      cookie: jar.toString(),
      // what the server does against floods counts for the person's address, not for this process
      'x-limen-client': head.get('x-limen-client') ?? '',
      'x-limen-pages-key': process.env['LIMEN_PAGES_KEY'] ?? '',
    },
  });
});

/** Who asks for the page; null: nobody who is signed in. */
export const readMe = cache(async (): Promise<Me | null> => {
  const api = await serverApi();
  try {
    return await api.users.me();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
});

/** The approved person behind the page; anybody else is sent where they belong, and comes back afterwards. */
export const requireMe = async (): Promise<Me> => {
  const me = await readMe();
  if (!me) {
    const path = (await headers()).get('x-limen-path') ?? '/';
    redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (me.user.approval !== 'approved') redirect('/waiting');
  return me;
};

/** The world as the server knows it, for the first paint; the live socket goes on from here. */
export const readFirstWorld = async (me: Me): Promise<LiveState> =>
  readWorld(await serverApi(), emptyLiveState, me.user.role === 'admin');
