import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from '../vms/begin-vm-operation.ts';
import { mustFindSnapshot } from './must-find-snapshot.ts';
import { updateSnapshot } from './snapshot.rows.ts';
import { removeSnapshot } from './write-snapshot.ts';

const hour = 3600;

export const deleteSnapshotOperation = defineOperation({
  kind: 'vm.snapshotDelete',
  version: 1,
  quota: 'releases',
  input: z.object({ vmId: z.uuid(), snapshotId: z.uuid(), unfinished: z.boolean() }),
  // some disks would have it, and others not
  cancellable: false,
  steps: [
    {
      name: 'delete',
      deadlineSeconds: hour,
      run: (context) => removeSnapshot(context, context.input, { half: context.input.unfinished }),
    },
  ],
  // where it failed the row stays as it is: it may be in some disks no more, and deleting it again goes on from there
  settled: async ({ deps, input }) => deps.live.publish('vm.changed', { id: input.vmId }),
});

/** Deletes a snapshot; those made from it stay. @throws AppError as every verb on a machine */
export const deleteSnapshot = (
  deps: Deps,
  asked: Asked,
  { vmId, snapshotId }: { vmId: string; snapshotId: string },
): Promise<OperationRow> => {
  const told: { before?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'deleteSnapshot',
    definition: deleteSnapshotOperation,
    find: (tx) => mustFindSnapshot(tx, vmId, snapshotId),
    input: async (tx) => ({
      snapshotId,
      unfinished: (await mustFindSnapshot(tx, vmId, snapshotId)).state !== 'ready',
    }),
    change: async (tx) => {
      // one that is being made holds the machine: else it was left unfinished, and goes like any other
      const { name } = await mustFindSnapshot(tx, vmId, snapshotId);
      told.before = { snapshotId, name };
      await updateSnapshot(tx, snapshotId, { state: 'deleting' });
    },
    audit: told,
  });
};
