import type { Db } from '../db/database.ts';
import { findUser, lockDecisions, type UserRow, updateUser } from './user.rows.ts';

/**
 * Lets a waiting person in because a rule of the installation says so; an administrator's refusal stands. In the caller's
 * transaction, which records it.
 *
 * @returns the person as they are now; undefined: they did not wait
 */
export const approveByRule = async (tx: Db, id: string, now: Date): Promise<UserRow | undefined> => {
  await lockDecisions(tx);
  const before = await findUser(tx, id);
  if (before?.approval !== 'pending') return undefined;
  return updateUser(tx, id, { approval: 'approved', decidedAt: now });
};
