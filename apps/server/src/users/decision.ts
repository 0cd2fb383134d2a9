import type { Action } from '@limen/contract/rights';
import { approval, role } from '@limen/contract/users';
import type { Asked } from '../auth/asked.ts';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { countOtherAdmins, findUser, lockDecisions, type UserRow } from './user.rows.ts';

/** Whoever waited for the lock may have lost the right meanwhile, by the very decision that held it. */
const requireStill = async (tx: Db, actor: Actor, action: Action): Promise<void> => {
  const now = await findUser(tx, actor.userId);
  if (!now || now.banned) throw new AppError('auth.required', 'Sign in first.');
  authorize({ ...actor, role: role.parse(now.role), approval: approval.parse(now.approval) }, action);
};

/**
 * The frame of every decision about an account: one after the other, by somebody who still may, about somebody who is
 * still there. Two administrators who take the right from each other at the same moment are two decisions in a row.
 *
 * @throws AppError as `authorize`, `auth.required`, `object.not_found`, and what `work` throws
 */
export const decideAbout = async <T>(
  deps: Deps,
  asked: Asked,
  decision: { action: Action; id: string },
  work: (tx: Tx, before: UserRow) => Promise<T>,
): Promise<T> => {
  authorize(asked.actor, decision.action);
  return deps.db.transaction(async (tx) => {
    await lockDecisions(tx);
    await requireStill(tx, asked.actor, decision.action);
    const before = await findUser(tx, decision.id);
    if (!before) throw notFound();
    return work(tx, before);
  });
};

/** Call it under the lock, before anything that takes the right from somebody. @throws AppError `user.last_admin` */
export const keepAnAdmin = async (tx: Db, row: UserRow): Promise<void> => {
  const counts = row.role === 'admin' && row.approval === 'approved' && !row.banned;
  if (counts && (await countOtherAdmins(tx, row.id)) === 0) {
    throw new AppError('user.last_admin', 'This is the last administrator.');
  }
};

/** @throws AppError `user.state` where the account is on its way out */
export const refuseLeaving = (row: UserRow): void => {
  if (row.leavingAt !== null) throw new AppError('user.state', 'This account is being deleted.');
};

/** The account as the record of who did what names it. */
export const asObject = (row: UserRow) =>
  ({ type: 'user', id: row.id, name: row.username, ownerId: row.id }) as const;
