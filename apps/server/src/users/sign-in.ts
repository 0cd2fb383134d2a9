import { APIError } from 'better-auth/api';
import type { Request } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { admitSignedIn, isAdmitted } from './admit-signed-in.ts';
import { findUserByName, type UserRow } from './user.rows.ts';

/** Unknown, wrong, unapproved, rejected and banned: one answer, word for word. */
export const failed = (): AppError =>
  new AppError('auth.failed', 'Name or password is wrong, or the account has not been approved.');

/**
 * Checks name and password and opens a session; with a second factor it opens none, and the cookie is only good for
 * `POST /api/session/code`. An unknown name costs a hash too, so that it takes as long.
 *
 * @returns the account (null: its code is still to come) and the `Set-Cookie` headers
 * @throws AppError `auth.failed`, `auth.busy`
 */
export const signIn = async (
  deps: Deps,
  request: Request,
  given: { userName: string; password: string },
): Promise<{ user: UserRow | null; cookies: string[] }> => {
  try {
    const { headers, response } = await deps.auth.api.signInUsername({
      returnHeaders: true,
      body: { username: given.userName, password: given.password },
    });
    if (!response) throw failed();
    if ('twoFactorRedirect' in response) {
      const user = await findUserByName(deps.db, given.userName);
      if (!user || !isAdmitted(user)) throw failed();
      const { name } = (await deps.auth.$context).createAuthCookie('two_factor');
      // not the session cookie that was set and taken back on the way
      return {
        user: null,
        cookies: headers.getSetCookie().filter((cookie) => cookie.startsWith(`${name}=`)),
      };
    }
    const user = await admitSignedIn(deps.db, request, {
      userId: response.user.id,
      token: response.token,
      by: 'password',
    });
    if (!user) throw failed();
    return { user, cookies: headers.getSetCookie() };
  } catch (error) {
    // what better-auth could not do is no wrong password
    if (error instanceof APIError && error.statusCode < 500) throw failed();
    throw error;
  }
};
