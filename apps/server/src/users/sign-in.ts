import { APIError } from 'better-auth/api';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { clientHeaders } from '../auth/client-headers.ts';
import { throughGate } from '../auth/sign-in-gate.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { admitSignedIn } from './admit-signed-in.ts';
import { checkPassword } from './check-password.ts';
import type { UserRow } from './user.rows.ts';

/** Unknown, wrong, unapproved, rejected and banned: one answer, word for word. */
export const failed = (): AppError =>
  new AppError('auth.failed', 'Name or password is wrong, or the account has not been approved.');

/** The password was verified before the transaction began: within it nothing waits for its turn. */
const proven = { hash: (password: string) => Promise.resolve(password), verify: () => Promise.resolve(true) };

/**
 * Checks name and password and opens a session; with a second factor it opens none, and the cookie is only good for
 * `POST /api/session/code`. A failed attempt at an account is written down, folded (failed-sign-ins.ts), after it was
 * answered; of a name that nobody has nothing is.
 *
 * @param request cookie: what the browser sent, which may know the device
 * @returns the account (null: its code is still to come) and the `Set-Cookie` headers; of the device too, once all is proven
 * @throws AppError `auth.failed`, `auth.slow_down`, `auth.busy`
 */
export const signIn = async (
  deps: Deps,
  request: Request & { cookie?: string | undefined },
  given: { userName: string; password: string },
): Promise<{ user: UserRow | null; cookies: string[] }> => {
  const trying = { userName: given.userName, address: request.address, cookie: request.cookie };
  const through = await throughGate(deps, trying, async () => {
    const { user, tried } = await checkPassword(deps, given);
    if (!user && tried) deps.failedSignIns.note(request, tried);
    return user;
  });
  if (!through) throw failed();
  const { found, cookie } = through;
  try {
    const { user, cookies } = await deps.db.transaction(async (tx) => {
      const auth = createAuth(deps.config, tx, proven);
      const { headers, response } = await auth.api.signInUsername({
        returnHeaders: true,
        headers: clientHeaders(request),
        body: { username: found.username, password: given.password },
      });
      if (!response) throw failed();
      const set = headers.getSetCookie();
      if ('twoFactorRedirect' in response) {
        const { name } = (await auth.$context).createAuthCookie('two_factor');
        // not the session cookie that was set and taken back on the way
        return { user: null, cookies: set.filter((one) => one.startsWith(`${name}=`)) };
      }
      const { token } = response;
      const admitted = await admitSignedIn(tx, request, { userId: found.id, token, by: 'password' });
      if (!admitted) throw failed();
      return { user: admitted, cookies: set };
    });
    return { user, cookies: user ? [...cookies, cookie] : cookies };
  } catch (error) {
    // somebody was banned or lost the password between the two looks
    if (error instanceof APIError && error.statusCode < 500) throw failed();
    throw error;
  }
};
