import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Request } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfToken } from '../lib/secret-token.ts';
import { asObject } from './decision.ts';
import { deletePasswordLinks, isPasswordLink, putPasswordHash, spendPasswordLink } from './password.rows.ts';
import { deleteSessionsOf, findUser } from './user.rows.ts';

/**
 * Sets a new password with the token of a link, which works once; every session of the account ends. It signs nobody in:
 * a second factor is still asked for.
 *
 * @throws AppError `password_link.invalid` (was used, is too old, was never right), `auth.busy`
 */
export const setNewPassword = async (
  deps: Deps,
  request: Request,
  given: { token: string; password: string },
): Promise<void> => {
  const tokenHash = hashOfToken(given.token);
  // hashing is dear: a made-up token does not get that far
  if (!(await isPasswordLink(deps.db, tokenHash))) throw invalidLink();
  const hash = await deps.hashing.hash(given.password);
  await deps.db.transaction(async (tx) => {
    // the row goes with it: whoever comes with the same token waits here, and finds nothing
    const id = await spendPasswordLink(tx, tokenHash);
    const user = id === undefined ? undefined : await findUser(tx, id);
    if (!user || user.banned || user.leavingAt !== null) throw invalidLink();
    await putPasswordHash(tx, user.id, hash);
    await deletePasswordLinks(tx, user.id);
    await deleteSessionsOf(tx, user.id);
    await announceAccess(deps, tx, { what: 'ended', userId: user.id }, { what: 'changed', userId: user.id });
    await recordAudit(
      tx,
      { ...request, via: 'anonymous', name: user.username, userId: user.id },
      { action: 'user.password', object: asObject(user), after: { by: 'link' } },
    );
  });
};

const invalidLink = (): AppError =>
  new AppError('password_link.invalid', 'This link was used, is too old, or was never right.', {
    field: 'token',
  });
