import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';
import { updateVm } from './vm.rows.ts';

export const saveVmOperation = oneCallOperation({
  kind: 'vm.save',
  quota: 'releases',
  step: 'saveMemory',
  deadlineSeconds: 2100,
  // libvirt stops writing, and the machine goes on
  cancellable: true,
  call: (host, vmId, at) => host.save(vmId, at),
  // else it would be found as saved once it is off, of a moment that is long gone
  undo: (host, vmId) => host.discardHalfSaved(vmId),
});

/**
 * Writes a machine's memory to the host's disk and switches it off; its next start goes on from there. Until then it takes neither
 * processors nor memory of its owner's quota, and nothing of its hardware can be changed.
 */
export const saveVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'save',
    definition: saveVmOperation,
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
  });
