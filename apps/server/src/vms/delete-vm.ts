import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { forgetVm } from './forget-vm.ts';
import { deleteDiscs } from './own-discs.ts';
import { powerOffStep } from './power-off-step.ts';
import { findVm, updateVm, type VmRow } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';
import { vmSubject } from './vm-subject.ts';

export const deleteVmOperation = defineOperation({
  kind: 'vm.delete',
  quota: 'releases',
  version: 1,
  input: vmSubject,
  // half a machine is no machine: once begun it goes on to the end, also after a crash
  cancellable: false,
  steps: [
    powerOffStep(),
    {
      name: 'domain',
      deadlineSeconds: 60,
      run: async ({ deps, input, guard }) => {
        const row = await findVm(deps.db, input.vmId);
        if (!row) return;
        await guard();
        await deps.hosts.byId(row.hostId).undefine(input.vmId);
      },
    },
    {
      name: 'disks',
      deadlineSeconds: 300,
      run: async ({ deps, input, guard, progress }) => {
        const row = await findVm(deps.db, input.vmId);
        const spec = await findVmSpec(deps.db, input.vmId);
        if (!row || !spec) return;
        for (const [index, disk] of spec.disks.entries()) {
          await guard();
          await deps.hosts.byId(row.hostId).deleteDisk(disk);
          progress((index + 1) / spec.disks.length);
        }
        await deleteDiscs(deps, deps.hosts.byId(row.hostId), input.vmId, guard);
      },
    },
    {
      name: 'forget',
      deadlineSeconds: 30,
      run: async ({ deps, input, guard }) => {
        await guard();
        await forgetVm(deps, input.vmId);
      },
    },
  ],
  settled: async ({ deps, input }, outcome, error) => {
    if (outcome === 'succeeded') return;
    // nothing is undone: what is gone is gone. The row stays and says so, and deleting it again goes on from here
    const trashed = (await findVm(deps.db, input.vmId))?.phase === 'trashed';
    const row = await updateVm(deps.db, input.vmId, {
      ...(trashed ? {} : { phase: 'failed' }),
      lastError: error,
    });
    if (row) deps.live.publish('vm.changed', { id: row.id });
  },
});

/** Deletes a machine with its disks for good, in whatever state it is, also from the trash. Its row goes last. */
export const deleteVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'delete',
    definition: deleteVmOperation,
    change: markDeleting,
  });

/** One from the trash stays there until it is gone: its name may be another machine's by now. */
export const markDeleting = (tx: Tx, row: VmRow): Promise<unknown> =>
  updateVm(tx, row.id, {
    ...(row.phase === 'trashed' ? {} : { phase: 'deleting' }),
    desiredPower: 'stopped',
  });
