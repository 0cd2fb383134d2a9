import type { Tx } from '../db/database.ts';
import { lockQuotas, moveUsage, type Usage } from './quota.rows.ts';

/**
 * What belonged to one person belongs to another from now on, in the transaction that changes the owner: no moment shows it
 * twice, or not at all. Limits are not looked at: an administrator decides who gets a thing that is there.
 */
export const moveQuota = async (tx: Tx, fromUser: string, toUser: string, usage: Usage): Promise<void> => {
  if (fromUser === toUser) return;
  await lockQuotas(tx, [fromUser, toUser]);
  await moveUsage(tx, fromUser, usage, -1);
  await moveUsage(tx, toUser, usage, 1);
};
