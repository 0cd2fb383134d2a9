import type { Locale } from '@limen/contract/users';
import { APIError } from 'better-auth/api';
import type { Request } from '../auth/asked.ts';
import { clientHeaders } from '../auth/client-headers.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { findUser, isNameTaken, type UserRow } from './user.rows.ts';

export type Credentials = {
  userName: string;
  password: string;
  displayName: string;
  locale?: Locale | undefined;
};

/**
 * Makes an account, signed in and waiting for approval. better-auth wants an e-mail address and finds accounts by it: it
 * gets a name of ours under `.invalid` (RFC 2606), which is never shown nor written to. The address a person gives stands
 * apart (`contactEmail`), says only where mail goes, and is compared with nobody's: many accounts may have the same, so
 * that registering tells a stranger nothing about who is here, and nobody can take or block an account by an address.
 *
 * @returns the account and the `Set-Cookie` headers of its session
 * @throws AppError `user.name_taken`, `auth.busy`
 */
export const signUp = async (
  deps: Pick<Deps, 'auth'> & { db: Db; request: Request },
  given: Credentials & { note: string },
): Promise<{ user: UserRow; cookies: string[] }> => {
  try {
    const { headers, response } = await deps.auth.api.signUpEmail({
      returnHeaders: true,
      headers: clientHeaders(deps.request),
      body: {
        email: `${newId()}@users.limen.invalid`,
        name: given.displayName,
        password: given.password,
        username: given.userName,
        note: given.note,
        ...(given.locale === undefined ? {} : { locale: given.locale }),
      },
    });
    const user = await findUser(deps.db, response.user.id);
    if (!user) throw new AppError('server.internal', 'The account vanished while it was made.');
    return { user, cookies: headers.getSetCookie() };
  } catch (error) {
    if (error instanceof APIError && error.body?.code === 'USERNAME_IS_ALREADY_TAKEN') throw taken();
    // better-auth hides what made its insert fail: somebody was faster, or the database is away, which this look says
    if (error instanceof APIError && error.body?.code === 'FAILED_TO_CREATE_USER') {
      if (await isNameTaken(deps.db, given.userName)) throw taken();
      throw new AppError('server.unavailable', 'The account could not be made. Try again.', {
        cause: error,
        retryAfterSeconds: 3,
      });
    }
    throw error;
  }
};

const taken = (): AppError =>
  new AppError('user.name_taken', 'This user name is taken.', { field: 'userName' });
