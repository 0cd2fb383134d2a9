import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';

export const pauseVmOperation = oneCallOperation({
  kind: 'vm.pause',
  quota: 'none',
  step: 'pause',
  deadlineSeconds: 60,
  call: (host, vmId) => host.pause(vmId),
});

/** Stops the processors; memory and screen stay as they are. */
export const pauseVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, { action: 'pause', definition: pauseVmOperation });
