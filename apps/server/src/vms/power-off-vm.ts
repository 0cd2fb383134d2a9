import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { oneCallOperation } from './one-call-operation.ts';
import { updateVm } from './vm.rows.ts';
export const powerOffVmOperation = oneCallOperation({
  kind: 'vm.powerOff',
  quota: 'releases',
  step: 'powerOff',
  deadlineSeconds: 90,
  call: (host, vmId) => host.powerOff(vmId),
});

/** Cuts the power: what the guest had not written is lost. A hung QEMU takes libvirt 11 s to kill (measured). */
export const powerOffVm = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'powerOff',
    definition: powerOffVmOperation,
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
  });
