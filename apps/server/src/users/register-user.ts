import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import type { Deps } from '../deps.ts';
import { hashedBefore } from '../auth/password-hashing.ts';
import { type Credentials, signUp } from './sign-up.ts';
import type { UserRow } from './user.rows.ts';

/** Makes an account that waits for an administrator, and tells them. @throws AppError as signUp */
export const registerUser = async (
  deps: Deps,
  request: Request,
  given: Credentials & { note: string },
): Promise<{ user: UserRow; cookies: string[] }> => {
  const hashed = await hashedBefore(deps, given.password);
  return deps.db.transaction(async (tx) => {
    const signedUp = await signUp({ db: tx, auth: createAuth(deps.config, tx, hashed) }, given);
    const { user } = signedUp;
    await announceAccess(deps, tx, { what: 'changed', userId: user.id });
    await recordAudit(
      tx,
      { ...request, via: 'anonymous', name: user.username, userId: user.id },
      {
        action: 'user.register',
        object: { type: 'user', id: user.id, name: user.username, ownerId: user.id },
      },
    );
    return signedUp;
  });
};
