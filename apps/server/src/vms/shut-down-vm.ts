import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';
import { updateVm } from './vm.rows.ts';

export const shutDownVmOperation = oneCallOperation({
  kind: 'vm.shutdown',
  quota: 'releases',
  step: 'wait',
  deadlineSeconds: 180,
  // cancelling stops the waiting; a guest that was asked may still do it, and the page will show it
  cancellable: true,
  call: (host, vmId, { signal }) => host.shutDown(vmId, signal),
});

/** Asks the guest to shut down and waits until it has; one that does not listen ends as `operation.deadline`. */
export const shutDownVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'shutdown',
    definition: shutDownVmOperation,
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
  });
