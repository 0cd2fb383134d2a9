import type { Tx } from '../db/database.ts';
import { moveUsage, type Usage } from './quota.rows.ts';

/** Counts what is there already, and was not asked for: a machine that somebody started by `virsh`. No limit is looked at. */
export const countUsage = (tx: Tx, userId: string, usage: Usage): Promise<void> =>
  moveUsage(tx, userId, usage, 1);
