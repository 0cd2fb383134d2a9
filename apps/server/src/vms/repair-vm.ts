import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteVmOperation } from './delete-vm.ts';
import { releaseRunningIn } from './release-running.ts';
import { syncVm } from './sync-vm.ts';
import { findVm, lockVm, recordFault, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';
import { runningUsage } from './vm-usage.ts';
import { writeOwnOperation } from './write-own-operation.ts';

/** A disk of a ready machine is gone. It is never replaced by an empty one: the machine fails, and says so. */
export const failForMissingDisk = async (deps: Deps, vmId: string): Promise<void> => {
  const ownerId = await deps.db.transaction(async (tx) => {
    const before = await lockVm(tx, vmId);
    const row = await recordFault(tx, vmId, {
      reason: 'disk_missing',
      code: 'host.refused',
      message: 'A disk of this machine is gone from its storage pool. Nothing was put in its place.',
    });
    if (row && before?.countsRunning) await releaseQuota(tx, row.ownerId, runningUsage(before));
    return row?.ownerId;
  });
  if (ownerId === undefined) return;
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('quota.changed', { userId: ownerId });
};

/** The domain of a ready machine is gone and its disks are there: it is defined again as stored, switched off. */
export const redefineLostVm = async (deps: Deps, hostId: string, vmId: string): Promise<void> => {
  const spec = await findVmSpec(deps.db, vmId);
  if (!spec) return;
  await deps.hosts.byId(hostId).define(spec);
  // what is in the trash stays there, and can be brought back again
  const trashed = (await findVm(deps.db, vmId))?.phase === 'trashed';
  const row = await updateVm(deps.db, vmId, {
    ...(trashed ? {} : { phase: 'ready' }),
    desiredPower: 'stopped',
    lastError: {
      code: 'host.refused',
      message: 'Somebody removed this machine from libvirt. It was defined again from what LIMEN had stored.',
    },
  });
  if (row) deps.live.publish('vm.changed', { id: vmId });
  await syncVm(deps, vmId);
};

type Done = { operationId?: string; ownerId?: string };

/** The row says `creating` or `deleting` and nothing works on it: give up the one, go on with the other. */
export const resumeStuckVm = async (deps: Deps, vmId: string): Promise<void> => {
  try {
    const done = await deps.db.transaction(async (tx): Promise<Done | undefined> => {
      const row = await lockVm(tx, vmId);
      if (!row || (row.phase !== 'creating' && row.phase !== 'deleting')) return undefined;
      if (row.phase === 'creating') {
        await releaseRunningIn(tx, vmId, {
          change: {
            phase: 'failed',
            desiredPower: 'stopped',
            domainRunId: null,
            lastError: { code: 'operation.interrupted', message: 'Making this machine was interrupted.' },
          },
        });
        return { ownerId: row.ownerId };
      }
      const begun = await writeOwnOperation(deps, tx, row, { definition: deleteVmOperation });
      return { operationId: begun.id };
    });
    deps.live.publish('vm.changed', { id: vmId });
    if (done?.operationId !== undefined) deps.live.publish('operation.changed', { id: done.operationId });
    if (done?.ownerId === undefined) return;
    deps.live.publish('quota.changed', { userId: done.ownerId });
    // what was made of it may run all the same, and counts then
    await syncVm(deps, vmId);
  } catch (error) {
    // somebody began an operation between our look and now: then it is not stuck
    if (!(error instanceof AppError && error.code === 'vm.busy')) throw error;
  }
};
