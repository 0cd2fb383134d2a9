import type { Tx } from '../db/database.ts';
import { moveUsage, type Usage } from './quota.rows.ts';

/** Gives back what was reserved, in the transaction that takes away the row it was for: so exactly once. */
export const releaseQuota = (tx: Tx, userId: string, usage: Usage): Promise<void> =>
  moveUsage(tx, userId, usage, -1);
