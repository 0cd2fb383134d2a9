import type { TakeSnapshotBody } from '@limen/contract/snapshots';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../lib/new-id.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from '../vms/begin-vm-operation.ts';
import { requireNoHostDevice } from '../vms/require-no-host-device.ts';
import { newSnapshot } from './new-snapshot.ts';
import { settleScheduled } from './settle-scheduled.ts';
import { removeSnapshot, writeSnapshot } from './write-snapshot.ts';

const hour = 3600;

export const takeSnapshotOperation = defineOperation({
  kind: 'vm.snapshot',
  version: 1,
  quota: 'reserves',
  input: z.object({ vmId: z.uuid(), snapshotId: z.uuid(), scheduled: z.boolean().default(false) }),
  // QEMU writes the memory in one go, and hears nobody meanwhile
  cancellable: false,
  steps: [
    {
      name: 'save',
      deadlineSeconds: hour,
      run: (context) => writeSnapshot(context, context.input),
      undo: (context) => removeSnapshot(context, context.input, { half: true }),
    },
  ],
  settled: async ({ deps, input }, outcome, error) => {
    if (input.scheduled) await settleScheduled(deps, input.vmId, outcome === 'succeeded' ? null : error);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Makes a snapshot of a machine: of one that is on with its memory, unless that is not wanted.
 *
 * @throws AppError as every verb on a machine, `vm.host_device` (with memory), `snapshot.limit`, `quota.exceeded` (its owner's)
 */
export const takeSnapshot = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  { name, note, memory }: TakeSnapshotBody,
): Promise<{ snapshotId: string; operation: OperationRow }> => {
  const snapshotId = newId();
  const owners: string[] = [];
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'snapshot',
    definition: takeSnapshotOperation,
    input: async () => ({ snapshotId }),
    reserve: async (tx, row) => {
      if (memory && row.domainRunId !== null) await requireNoHostDevice(tx, vmId);
      owners.push(row.ownerId);
      return newSnapshot(deps, tx, { ...row, memory }, { id: snapshotId, name, note, madeBy: 'person' });
    },
    audit: { after: { snapshotId, name, memory } },
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return { snapshotId, operation };
};
