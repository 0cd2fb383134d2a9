import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';

export const resetVmOperation = oneCallOperation({
  kind: 'vm.reset',
  quota: 'none',
  step: 'reset',
  deadlineSeconds: 60,
  call: (host, vmId) => host.reset(vmId),
});

/** Presses the reset button: the guest starts over without having been asked. */
export const resetVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, { action: 'reset', definition: resetVmOperation });
