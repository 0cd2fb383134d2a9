import type { Asked } from '../auth/asked.ts';
import { throughProveGate } from '../auth/prove-gate.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findPasswordHash } from './password.rows.ts';

/** What proves who somebody is takes the browser's own session. @throws AppError `auth.session_required` */
export const requireSession = (asked: Asked): string => {
  const { sessionId } = asked.actor;
  if (sessionId === null) throw new AppError('auth.session_required', 'An API token cannot do this.');
  return sessionId;
};

/**
 * Whether the person at the page is the one it belongs to.
 *
 * @returns the stored hash that it fits
 * @throws AppError `auth.session_required`, `auth.password_wrong`, `auth.slow_down`, `auth.busy`, `user.state` (the account has no password)
 */
export const checkOwnPassword = async (
  deps: Pick<Deps, 'db' | 'hashing' | 'throttle'>,
  asked: Asked,
  given: string,
): Promise<string> => {
  requireSession(asked);
  const known = await findPasswordHash(deps.db, asked.actor.userId);
  if (known === undefined) throw new AppError('user.state', 'This account has no password.');
  const { userId } = asked.actor;
  if (!(await throughProveGate(deps.throttle, userId, () => deps.hashing.verify(known, given)))) {
    throw new AppError('auth.password_wrong', 'The password is wrong.');
  }
  return known;
};
