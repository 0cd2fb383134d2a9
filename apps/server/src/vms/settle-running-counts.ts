import type { Deps } from '../deps.ts';
import { countUsage } from '../quotas/count-usage.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { listMiscountedVms, lockVm, updateVm } from './vm.rows.ts';
import { runningUsage } from './vm-usage.ts';

/**
 * A machine that nothing works on is counted among the running ones exactly while it was last seen running. Makes good what
 * a settling that failed for good, or an older version, left otherwise.
 */
export const settleRunningCounts = async (deps: Deps): Promise<void> => {
  for (const { id } of await listMiscountedVms(deps.db)) {
    const ownerId = await deps.db.transaction(async (tx) => {
      const row = await lockVm(tx, id);
      const runs = row !== undefined && row.domainRunId !== null;
      // whoever held the row meanwhile may have begun an operation, or set it right
      const still = await listMiscountedVms(tx, id);
      if (!row || still.length === 0) return null;
      await updateVm(tx, id, { countsRunning: runs });
      await (runs ? countUsage : releaseQuota)(tx, row.ownerId, runningUsage(row));
      return row.ownerId;
    });
    if (ownerId === null) continue;
    deps.log.warn({ vmId: id }, 'a machine was counted anew among the running ones');
    deps.live.publish('quota.changed', { userId: ownerId });
  }
};
