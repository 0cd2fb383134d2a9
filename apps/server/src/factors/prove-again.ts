import type { PasswordHashing } from '../auth/password-hashing.ts';
import { throughProveGate } from '../auth/prove-gate.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findSessionBegin } from './factor.rows.ts';

/** Of whoever has no password: so long after signing in nothing more is asked. */
const freshMs = 10 * 60 * 1000;

/** What better-auth asks to hash and verify with. */
type Hashing = Pick<PasswordHashing, 'hash' | 'verify'>;

/**
 * Makes sure that whoever changes what lets them in is the person, and not somebody at their open browser: by the password,
 * or, where there is none (sign-in by another provider), by a session that has just begun. Before a transaction, in which
 * nobody may wait for the hashing queue.
 *
 * @returns what was found out, in the shape in which better-auth asks for it within the transaction
 * @throws AppError `auth.password_wrong`, `auth.slow_down`, `auth.required` (no password, and too long since signing in), `auth.busy`
 */
export const proveAgain = async (
  deps: Deps,
  person: { userId: string; sessionId: string },
  password: string | undefined,
): Promise<Hashing> => {
  const right = await passwordOf(deps, person.userId);
  if (right === undefined) {
    const begun = await findSessionBegin(deps.db, person.sessionId);
    if (begun && deps.clock.now().getTime() - begun.getTime() < freshMs) return deps.hashing;
    throw new AppError('auth.required', 'Sign in again for this.');
  }
  const fits = async (): Promise<boolean> =>
    password !== undefined && (await deps.hashing.verify(right, password));
  if (!(await throughProveGate(deps.throttle, person.userId, fits))) {
    throw new AppError('auth.password_wrong', 'The password is wrong.', { field: 'password' });
  }
  return {
    hash: (given) => deps.hashing.hash(given),
    // changed meanwhile: another hash, and not proven
    verify: async (hash, given) => hash === right && given === password,
  };
};

/** The hash of somebody's password; undefined where they have none. */
export const passwordOf = async (deps: Pick<Deps, 'auth'>, userId: string): Promise<string | undefined> => {
  const { internalAdapter } = await deps.auth.$context;
  return (await internalAdapter.findCredentialAccount(userId))?.password ?? undefined;
};
