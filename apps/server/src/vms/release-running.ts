import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { lockVm, updateVm } from './vm.rows.ts';
import { runningUsage } from './vm-usage.ts';

/**
 * Changes a machine that does not run (any more) and no longer counts it among the running ones, in one transaction with
 * the counter: once, however often it is called.
 *
 * @param change the rest of what the row becomes
 * @param onlyIfOff leaves a machine alone that was last seen running
 * @returns whether there is such a machine
 */
export const releaseRunning = async (
  deps: Deps,
  vmId: string,
  { change = {}, onlyIfOff = false }: { change?: Parameters<typeof updateVm>[2]; onlyIfOff?: boolean } = {},
): Promise<boolean> => {
  const ownerId = await deps.db.transaction(async (tx) => releaseRunningIn(tx, vmId, { change, onlyIfOff }));
  if (ownerId === null) return false;
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('quota.changed', { userId: ownerId });
  return true;
};

/** The same in a transaction of the caller, who tells. @returns the owner, or null where nothing was changed */
export const releaseRunningIn = async (
  tx: Tx,
  vmId: string,
  { change = {}, onlyIfOff = false }: { change?: Parameters<typeof updateVm>[2]; onlyIfOff?: boolean } = {},
): Promise<string | null> => {
  const row = await lockVm(tx, vmId);
  if (!row || (onlyIfOff && (!row.countsRunning || row.domainRunId !== null))) return null;
  await updateVm(tx, vmId, { ...change, countsRunning: false });
  if (row.countsRunning) await releaseQuota(tx, row.ownerId, runningUsage(row));
  return row.ownerId;
};
