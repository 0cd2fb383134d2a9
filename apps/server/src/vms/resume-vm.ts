import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';

export const resumeVmOperation = oneCallOperation({
  kind: 'vm.resume',
  quota: 'none',
  step: 'resume',
  deadlineSeconds: 60,
  call: (host, vmId) => host.resume(vmId),
});

/** Lets the processors of a paused machine run again. */
export const resumeVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, { action: 'resume', definition: resumeVmOperation });
