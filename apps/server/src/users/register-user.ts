import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { hashedBefore } from '../auth/password-hashing.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { lookAtInvitation, spendInvitation } from '../invitations/spend-invitation.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfToken } from '../lib/secret-token.ts';
import { readSetting } from '../settings/read-setting.ts';
import { asObject } from './decision.ts';
import { type Credentials, signUp } from './sign-up.ts';
import { type UserRow, updateUser } from './user.rows.ts';

type Given = Credentials & { note: string; email?: string | undefined; invitation?: string | undefined };

/** @throws AppError `registration.closed`, `invitation.invalid` (one is needed, and there is none) */
const admit = async (db: Db, given: Given): Promise<void> => {
  const { mode } = await readSetting(db, 'registration');
  if (mode === 'closed') throw new AppError('registration.closed', 'No new accounts are taken here.');
  if (mode === 'invitation' && given.invitation === undefined) {
    throw new AppError('invitation.invalid', 'An account takes an invitation here.', { field: 'invitation' });
  }
};

/**
 * Makes an account that waits for an administrator, and tells them; by an invitation that says so, one that is in at once.
 * An address that others have given too is taken as any other (see `signUp`).
 *
 * @throws AppError as `signUp`; `registration.closed`, `invitation.invalid`
 */
export const registerUser = async (
  deps: Deps,
  request: Request,
  given: Given,
): Promise<{ user: UserRow; cookies: string[] }> => {
  // hashing is dear: whoever is not let in does not get that far
  await admit(deps.db, given);
  if (given.invitation !== undefined) await lookAtInvitation(deps.db, given.invitation);
  const hashed = await hashedBefore(deps, given.password);
  const made = await deps.db.transaction(async (tx) => {
    await admit(tx, given);
    const invited =
      given.invitation === undefined ? undefined : await spendInvitation(tx, hashOfToken(given.invitation));
    const { user, cookies } = await signUp(
      { db: tx, request, auth: createAuth(deps.config, tx, hashed) },
      given,
    );
    await invited?.usedBy(user.id);
    const approvedBy = invited?.approvedBy ?? null;
    const after = await updateUser(tx, user.id, {
      contactEmail: given.email ?? invited?.email ?? null,
      ...(approvedBy === null
        ? {}
        : { approval: 'approved', decidedAt: deps.clock.now(), decidedBy: approvedBy }),
    });
    await announceAccess(deps, tx, { what: 'changed', userId: user.id });
    await recordAudit(
      tx,
      { ...request, via: 'anonymous', name: user.username, userId: user.id },
      {
        action: 'user.register',
        object: asObject(user),
        after: { invited: invited !== undefined, approved: approvedBy !== null },
      },
    );
    return { user: after ?? user, cookies };
  });
  if (made.user.approval === 'pending') deps.waiting.tell(deps);
  return made;
};
