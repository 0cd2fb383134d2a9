import { APIError } from 'better-auth/api';
import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { deleteSessionsByToken, findUser, type UserRow } from './user.rows.ts';

/** Unknown, wrong, unapproved, rejected and banned: one answer, word for word. */
const failed = (): AppError =>
  new AppError('auth.failed', 'Name or password is wrong, or the account has not been approved.');

/**
 * Checks name and password and opens a session. An unknown name costs a hash too, so that it takes as long.
 *
 * @returns the account and the `Set-Cookie` headers of its session
 * @throws AppError `auth.failed`, `auth.busy`
 */
export const signIn = async (
  deps: Deps,
  request: Request,
  given: { userName: string; password: string },
): Promise<{ user: UserRow; cookies: string[] }> => {
  try {
    const { headers, response } = await deps.auth.api.signInUsername({
      returnHeaders: true,
      body: { username: given.userName, password: given.password },
    });
    const user = response ? await findUser(deps.db, response.user.id) : undefined;
    if (!response || !user) throw failed();
    if (user.approval !== 'approved' || user.banned) {
      await deleteSessionsByToken(deps.db, response.token);
      throw failed();
    }
    await recordAudit(
      deps.db,
      { ...request, via: 'anonymous', name: user.username, userId: user.id },
      {
        action: 'session.begin',
        object: { type: 'user', id: user.id, name: user.username, ownerId: user.id },
        after: { by: 'password' },
      },
    );
    return { user, cookies: headers.getSetCookie() };
  } catch (error) {
    // what better-auth could not do is no wrong password
    if (error instanceof APIError && error.statusCode < 500) throw failed();
    throw error;
  }
};
