import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';
import { updateVm } from './vm.rows.ts';
export const startVmOperation = oneCallOperation({
  kind: 'vm.start',
  step: 'start',
  deadlineSeconds: 120,
  call: (host, vmId) => host.start(vmId),
});

/** Starts a stopped machine. Its owner wants it to run from now on. */
export const startVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'start',
    definition: startVmOperation,
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'running', lastError: null }),
  });
