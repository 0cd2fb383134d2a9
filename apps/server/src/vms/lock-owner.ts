import type { Tx } from '../db/database.ts';
import { lockVm } from './vm.rows.ts';

/** Whose a machine is, which does not change before the transaction ends; undefined: it is gone. */
export const lockOwner = async (tx: Tx, vmId: string): Promise<string | undefined> =>
  (await lockVm(tx, vmId))?.ownerId;
