import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';

export const rebootVmOperation = oneCallOperation({
  kind: 'vm.reboot',
  quota: 'none',
  step: 'wait',
  deadlineSeconds: 180,
  // cancelling stops the waiting; a guest that was asked may still do it, and the page will show it
  cancellable: true,
  call: (host, vmId, { signal }) => host.reboot(vmId, signal),
});

/** Asks the guest to reboot and waits until it has been seen to; one that does not listen ends as `operation.deadline`. */
export const rebootVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, { action: 'reboot', definition: rebootVmOperation });
