import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';

/**
 * Signs somebody in who has proven who they are; whether they may is the caller's to know. In the caller's transaction,
 * which records it.
 *
 * @returns the `Set-Cookie` headers of the session
 */
export const openSession = async (
  deps: Pick<Deps, 'config' | 'hashing'>,
  tx: Db,
  given: { request: Request; userAgent: string | undefined; userId: string },
): Promise<{ cookies: string[]; expiresAt: Date }> => {
  const { headers, response } = await createAuth(deps.config, tx, deps.hashing).api.openSession({
    returnHeaders: true,
    body: {
      userId: given.userId,
      address: given.request.address,
      userAgent: given.userAgent?.slice(0, 300) ?? '',
    },
  });
  return { cookies: headers.getSetCookie(), expiresAt: response.expiresAt };
};
