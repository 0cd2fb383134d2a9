import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { forgetHostDevice } from './forget-host-device.ts';
import { mustFindGiven, mustFindGivenSpec } from './must-find-host-device.ts';

/** machine → row. A guest that does not let go of the device keeps it, and so does the row. */
export const takeHostDeviceOperation = defineOperation({
  kind: 'vm.hostDevice.remove',
  version: 1,
  quota: 'none',
  input: z.object({ vmId: z.uuid(), deviceId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'detach',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard, signal }) => {
        const { host } = await mustFindGivenSpec(deps, input);
        await guard();
        await host.devices.detach(input.vmId, input.deviceId, signal);
      },
      // in what runs it is not plugged in anew: it may have been pulled out of the host meanwhile
      undo: async ({ deps, input, guard }) => {
        const { host, device } = await mustFindGivenSpec(deps, input);
        await guard();
        await host.devices.define(input.vmId, device);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') await forgetHostDevice(deps.db, input);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Takes a device of the host back once the guest has let go of it.
 *
 * @throws AppError as every verb on a machine; the operation: `host_device.held`
 */
export const takeHostDevice = async (
  deps: Deps,
  asked: Asked,
  { vmId, deviceId }: { vmId: string; deviceId: string },
): Promise<OperationRow> => {
  const told: { before?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'hostDevices',
    definition: takeHostDeviceOperation,
    find: (tx) => mustFindGiven(tx, vmId, deviceId),
    input: async (tx) => {
      const { name, source } = await mustFindGiven(tx, vmId, deviceId);
      told.before = { deviceId, name, source };
      return { deviceId };
    },
    audit: told,
  });
};
