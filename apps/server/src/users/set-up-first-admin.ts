import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { hashedBefore } from '../auth/password-hashing.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfToken, newSecretToken } from '../lib/secret-token.ts';
import { type Credentials, signUp } from './sign-up.ts';
import { hasAdmin, putSetupToken, spendSetupToken, type UserRow, updateUser } from './user.rows.ts';

const validMs = 24 * 3600 * 1000;
const linkFile = (deps: Pick<Deps, 'config'>): string => join(deps.config.home, 'setup-link');

const forgetLink = (deps: Pick<Deps, 'config'>): void => rmSync(linkFile(deps), { force: true });

/**
 * A fresh one-time token while there is no administrator; an older one stops working. Only its hash is stored; the link
 * itself stands in a file that only the owner of the home can read.
 *
 * @returns path and query of the link, or null where an administrator exists
 */
export const issueSetupLink = async (deps: Deps, address: string): Promise<string | null> => {
  if (await hasAdmin(deps.db)) {
    // one that was used by a server which died before it took the file away
    forgetLink(deps);
    return null;
  }
  const token = newSecretToken();
  await putSetupToken(deps.db, hashOfToken(token), new Date(deps.clock.now().getTime() + validMs));
  const link = `${address}/setup?token=${token}`;
  writeFileSync(linkFile(deps), `${link}\n`, { mode: 0o600 });
  return link;
};

/**
 * Makes the first administrator, signed in and approved. Of many at once exactly one succeeds. Spending the token and
 * making the account are one transaction: a server that dies in between, or a name that is taken, costs no link.
 *
 * @throws AppError `setup.done`, `setup.token_invalid`, `user.name_taken`, `auth.busy`
 */
export const setUpFirstAdmin = async (
  deps: Deps,
  request: Request,
  given: Credentials & { token: string },
): Promise<{ user: UserRow; cookies: string[] }> => {
  if (await hasAdmin(deps.db)) throw new AppError('setup.done', 'There is an administrator already.');
  const hashed = await hashedBefore(deps, given.password);
  const made = await deps.db.transaction(async (tx) => {
    // holds the row: whoever comes with the same token waits here, and finds it spent
    if (!(await spendSetupToken(tx, hashOfToken(given.token)))) {
      throw new AppError('setup.token_invalid', 'This link was used, is too old, or was never right.', {
        field: 'token',
      });
    }
    const { user, cookies } = await signUp(
      { db: tx, request, auth: createAuth(deps.config, tx, hashed) },
      { ...given, note: '' },
    );
    const approved = await updateUser(tx, user.id, {
      role: 'admin',
      approval: 'approved',
      decidedAt: deps.clock.now(),
    });
    await recordAudit(
      tx,
      { ...request, via: 'setup', name: user.username, userId: user.id },
      { action: 'user.setup', object: { type: 'user', id: user.id, name: user.username, ownerId: user.id } },
    );
    return { user: approved ?? user, cookies };
  });
  forgetLink(deps);
  return made;
};
