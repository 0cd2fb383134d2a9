import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { type Asked, beginVmOperation } from './begin-vm-operation.ts';
import { syncVm } from './sync-vm.ts';
import { findVm } from './vm.rows.ts';
import { vmSubject } from './vm-subject.ts';

export const rebootVmOperation = defineOperation({
  kind: 'vm.reboot',
  version: 1,
  input: vmSubject,
  cancellable: true,
  steps: [
    {
      name: 'wait',
      deadlineSeconds: 180,
      run: async ({ deps, input, guard, signal }) => {
        const row = await findVm(deps.db, input.vmId);
        if (!row) return;
        await guard();
        await deps.hosts.byId(row.hostId).reboot(input.vmId, signal);
        await syncVm(deps, input.vmId);
      },
      undo: ({ deps, input }) => syncVm(deps, input.vmId),
    },
  ],
});

/** Asks the guest to reboot and waits until it has been seen to; one that does not listen ends as `operation.deadline`. */
export const rebootVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, { action: 'reboot', definition: rebootVmOperation });
