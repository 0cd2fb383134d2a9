import type { IncomingHttpHeaders } from 'node:http';
import { approval, role } from '@limen/contract/users';
import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import { AppError } from '../lib/app-error.ts';
import type { Auth } from './auth.ts';
import type { Actor } from './policy.ts';

/**
 * The person behind a request or an upgrade, from the session cookie; role and approval are read from the database
 * every time, so that a change of them counts at once. null: not signed in, expired, or banned.
 *
 * @throws AppError `server.unavailable` where that could not be looked up
 */
export const loadActor = async (auth: Auth, headers: IncomingHttpHeaders): Promise<Actor | null> => {
  if (headers.cookie === undefined) return null;
  const found = await auth.api
    .getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) })
    .catch((error: unknown) => {
      // better-auth says this of whatever went wrong while it read; the cause is for the log
      if (!(error instanceof APIError) || error.statusCode < 500) throw error;
      throw new AppError('server.unavailable', 'Who you are could not be looked up.', {
        cause: error.cause ?? error,
        retryAfterSeconds: 3,
      });
    });
  if (!found || found.user.banned === true) return null;
  return {
    userId: found.user.id,
    userName: found.user.username ?? '',
    displayName: found.user.name,
    role: role.catch('user').parse(found.user.role),
    approval: approval.catch('pending').parse(found.user.approval),
    sessionId: found.session.id,
    token: null,
  };
};
