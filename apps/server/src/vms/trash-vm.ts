import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { powerOffStep } from './power-off-step.ts';
import { syncVm } from './sync-vm.ts';
import { lockVm, updateVm, type VmRow } from './vm.rows.ts';
import { vmSubject } from './vm-subject.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Power off → row `trashed`. Domain and disks stay as they are, so that it can be brought back. Where it fails, the machine
 * is where it was, switched off.
 */
export const trashVmOperation = defineOperation({
  kind: 'vm.trash',
  quota: 'releases',
  version: 1,
  input: vmSubject,
  cancellable: false,
  steps: [
    powerOffStep(({ deps, input }) => syncVm(deps, input.vmId)),
    {
      name: 'trash',
      deadlineSeconds: 30,
      run: async ({ deps, input, guard }) => {
        await guard();
        const ownerId = await deps.db.transaction(async (tx) => {
          const row = await lockVm(tx, input.vmId);
          if (!row || row.phase === 'trashed') return null;
          await updateVm(tx, row.id, {
            phase: 'trashed',
            trashedAt: deps.clock.now(),
            desiredPower: 'stopped',
            countsRunning: false,
          });
          // its disks are there, and count until it is deleted for good
          await releaseQuota(tx, row.ownerId, vmUsage(row));
          return row.ownerId;
        });
        deps.live.publish('vm.changed', { id: input.vmId });
        if (ownerId !== null) deps.live.publish('quota.changed', { userId: ownerId });
      },
    },
  ],
});

/** What can lie in the trash: what is there as a whole, and one that lost a disk by no doing of ours. */
export const fitsInTrash = (row: VmRow): boolean =>
  row.phase === 'ready' || (row.phase === 'failed' && row.observedReason === 'disk_missing');

/** Moves a machine to the trash; its power is cut. `discardVm` knows when. */
export const trashVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'delete',
    definition: trashVmOperation,
    change: (tx, row) => {
      // it may have become another one since that was looked at
      if (!fitsInTrash(row)) throw new AppError('vm.state', 'The machine cannot go to the trash now.');
      return updateVm(tx, row.id, { desiredPower: 'stopped' });
    },
  });
