import {
  type GiveHostDeviceBody,
  type HostDeviceSource,
  mostHostDevices,
} from '@limen/contract/host-devices';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import type { SeenDevices } from '../hypervisor/host-devices.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { forgetHostDevice } from './forget-host-device.ts';
import { insertGiven, listGivenOfHost } from './host-device.rows.ts';
import { mustFindGivenSpec } from './must-find-host-device.ts';
import { canBeSame, keyOf } from './same-host-device.ts';
import { findVm, updateVm, type VmRow } from './vm.rows.ts';

/** row (there before) → machine. Where it fails, both go again. */
export const giveHostDeviceOperation = defineOperation({
  kind: 'vm.hostDevice.add',
  version: 1,
  quota: 'none',
  input: z.object({ vmId: z.uuid(), deviceId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'attach',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard }) => {
        const { host, device } = await mustFindGivenSpec(deps, input);
        await guard();
        await host.devices.attach(input.vmId, device);
      },
      undo: async ({ deps, input, guard, signal }) => {
        const { host } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.devices.detach(input.vmId, input.deviceId, signal);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome !== 'succeeded') await forgetHostDevice(deps.db, input);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Gives a machine a device of its host: at once where it runs, else from its next start on.
 *
 * @throws AppError as every verb on a machine; `host_device.taken`, `host_device.absent`, `host_device.no_iommu`,
 *   `host_device.limit`, `request.invalid` (a hub or bridge, or one of several that are alike without its place); the operation:
 *   `vm.no_slot`, `host_device.absent`
 */
export const giveHostDevice = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  { source }: GiveHostDeviceBody,
): Promise<OperationRow> => {
  authorize(asked.actor, 'device:give');
  const vm = await findVm(deps.db, vmId);
  if (!vm) throw notFound();
  const seen = await deps.hosts.byId(vm.hostId).devices.list();
  const id = newId();
  return beginVmOperation(deps, asked, vmId, {
    action: 'hostDevices',
    definition: giveHostDeviceOperation,
    input: async () => ({ deviceId: id }),
    change: (tx, row) => insert(tx, row, { id, source, seen }),
    audit: { after: { deviceId: id, source } },
  });
};

const insert = async (
  tx: Tx,
  row: VmRow,
  { id, source, seen }: { id: string; source: HostDeviceSource; seen: SeenDevices },
): Promise<void> => {
  const name = nameOf(source, seen);
  await lockHost(tx, row.hostId);
  const given = await listGivenOfHost(tx, row.hostId);
  const taken = given.find(({ device }) => canBeSame(device.source, source));
  if (taken) {
    throw new AppError('host_device.taken', `The machine “${taken.holder.name}” has this device.`, {
      field: 'source',
    });
  }
  if (given.filter(({ holder }) => holder.id === row.id).length >= mostHostDevices) {
    throw new AppError('host_device.limit', `A machine has at most ${mostHostDevices} devices of the host.`);
  }
  await insertGiven(tx, { id, vmId: row.id, hostId: row.hostId, name, source, key: keyOf(source) });
  await updateVm(tx, row.id, {});
};

/** What it is called. @throws AppError where a machine cannot be given it */
const nameOf = (source: HostDeviceSource, seen: SeenDevices): string => {
  const field = 'source';
  if (source.kind === 'usb' && !seen.usb) {
    throw new AppError('host_device.absent', 'This host has no USB.', { field });
  }
  const found = (seen.devices ?? []).filter((device) => canBeSame(device.source, source));
  const [device] = found;
  // one on USB may come later; a machine with one on PCI that is not there does not start
  if (!device && source.kind === 'pci') {
    throw new AppError('host_device.absent', 'The host has no such device.', { field });
  }
  if (found.length > 1) {
    throw new AppError('request.invalid', 'There are several that are alike: say where it is plugged in.', {
      field: 'source.place',
    });
  }
  if (device?.leadsToOthers) {
    throw new AppError('request.invalid', 'A hub or bridge cannot be given.', { field });
  }
  if (source.kind === 'pci' && !device?.iommuGroup) {
    throw new AppError('host_device.no_iommu', 'No IOMMU keeps this device from the host’s memory.', {
      field,
    });
  }
  return device?.name ?? keyOf(source).replace('usb', 'USB');
};
