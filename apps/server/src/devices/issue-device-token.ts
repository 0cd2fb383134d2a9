import type { Request } from '../auth/asked.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { openSession } from '../users/open-session.ts';
import type { DeviceToken } from './poll-device.ts';

/** What an allowed program signs in with from now on: a session of its person, sent as the session cookie. */
export const issueDeviceToken = async (
  deps: Deps,
  tx: Db,
  given: { request: Request; userAgent: string | undefined; userId: string; client: string },
): Promise<DeviceToken> => {
  const { cookies, expiresAt } = await openSession(deps, tx, {
    ...given,
    userAgent: given.userAgent ?? given.client,
  });
  const { name } = (await deps.auth.$context).authCookies.sessionToken;
  const value = cookies
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';', 1)[0];
  if (value === undefined) throw new Error('a session without its cookie');
  return { token: decodeURIComponent(value), expiresAt: expiresAt.toISOString() };
};
