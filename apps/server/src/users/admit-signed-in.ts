import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Db } from '../db/database.ts';
import { deleteSessionsByToken, findUser, type UserRow } from './user.rows.ts';

/** An account and the `Set-Cookie` headers of its new session. */
export type SignedIn = { user: UserRow; cookies: string[] };

/** Whether somebody who proved who they are may have a session. */
export const isAdmitted = (user: Pick<UserRow, 'approval' | 'banned'>): boolean =>
  user.approval === 'approved' && !user.banned;

/**
 * The last step of every way to sign in: keeps the session that has just been made, and writes it down, or takes it back
 * where its person is not approved or is banned.
 *
 * @param by what they proved it with
 * @returns undefined: taken back; they are told `auth.failed`, as everybody who may not in
 */
export const admitSignedIn = async (
  tx: Db,
  request: Request,
  { userId, token, by }: { userId: string; token: string; by: string },
): Promise<UserRow | undefined> => {
  const user = await findUser(tx, userId);
  if (!user || !isAdmitted(user)) {
    await deleteSessionsByToken(tx, token);
    return undefined;
  }
  await recordAudit(
    tx,
    { ...request, via: 'anonymous', name: user.username, userId: user.id },
    {
      action: 'session.begin',
      object: { type: 'user', id: user.id, name: user.username, ownerId: user.id },
      after: { by },
    },
  );
  return user;
};
