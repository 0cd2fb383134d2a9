import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { type Asked, beginVmOperation } from './begin-vm-operation.ts';
import { syncVm } from './sync-vm.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { vmSubject } from './vm-subject.ts';

export const shutDownVmOperation = defineOperation({
  kind: 'vm.shutdown',
  version: 1,
  input: vmSubject,
  // cancelling stops the waiting; a guest that has seen the button may still go down, and the page will show it
  cancellable: true,
  steps: [
    {
      name: 'wait',
      deadlineSeconds: 180,
      run: async ({ deps, input, guard, signal }) => {
        const row = await findVm(deps.db, input.vmId);
        if (!row) return;
        await guard();
        await deps.hosts.byId(row.hostId).shutDown(input.vmId, signal);
        await syncVm(deps, input.vmId);
      },
      undo: ({ deps, input }) => syncVm(deps, input.vmId),
    },
  ],
});

/** Asks the guest to shut down and waits until it has; a guest that does not listen ends as `operation.deadline`. */
export const shutDownVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'shutdown',
    definition: shutDownVmOperation,
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
  });
