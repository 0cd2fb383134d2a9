import { existsSync } from 'node:fs';
import { freeRootPorts } from '@limen/domain-xml/edit-disks';
import { addHostDevice, hasHostDevice, removeHostDevice } from '@limen/domain-xml/edit-host-devices';
import { type NodeDeviceFacts, readNodeDevice } from '@limen/domain-xml/read-node-device';
import { writeHostDevice } from '@limen/domain-xml/write-host-device';
import {
  ConnectListAllNodeDeviceFlags,
  DomainDeviceModifyFlags,
  ErrorNumber,
} from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { editDefinition, keptTree, liveTree, notAsAsked } from './domain-trees.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';
import { noSlot, off, unlessOff, unplug } from './plug.ts';
import type { HostDeviceSpec } from './vm-spec.ts';

/** Devices that a host has itself, and those of one machine, in what runs and in what is kept, as host-nics.ts has cards. */

export type SeenDevice = Omit<NodeDeviceFacts, 'product' | 'vendor' | 'ids'> & { name: string };

export type SeenDevices = {
  /** null: its libvirt cannot say (it is without udev, or without the daemon for that). */
  devices: readonly SeenDevice[] | null;
  /** Whether it has USB at all: without, a machine with a device on it does not start, there or not (libvirt 9.0). */
  usb: boolean;
};

/** Where libvirt looks for devices on USB. */
const usbDevices = '/sys/bus/usb/devices';

/** What a host does with its devices. Each throws AppError `host.unavailable` while it is not connected. */
export const hostDevices = (use: () => HostConnection, { local }: { local: boolean }) => ({
  list: async (): Promise<SeenDevices> => {
    const devices = await listDevices(use());
    const usb = local
      ? existsSync(usbDevices)
      : devices === null || devices.some(({ source }) => source.kind === 'usb');
    return { devices, usb };
  },
  attach: async (vmId: string, device: HostDeviceSpec): Promise<void> => {
    await attachRunning(use(), vmId, device);
    await define(use(), vmId, device);
  },
  /** From its next start on. */
  define: async (vmId: string, device: HostDeviceSpec): Promise<void> => define(use(), vmId, device),
  detach: async (vmId: string, deviceId: string, signal: AbortSignal): Promise<void> =>
    detach(use(), vmId, deviceId, signal),
});

const listDevices = async (host: HostConnection): Promise<SeenDevice[] | null> => {
  const { CAP_USB_DEV, CAP_PCI_DEV } = ConnectListAllNodeDeviceFlags;
  try {
    const flags = CAP_USB_DEV | CAP_PCI_DEV;
    const { devices } = await host.call(rpc.connectListAllNodeDevices, { needResults: 1, flags });
    const all = await Promise.all(devices.map(({ name }) => describe(host, name)));
    return all.flatMap((device) => device ?? []);
  } catch (error) {
    if (error instanceof AppError && error.code === 'host.refused') return null;
    throw error;
  }
};

/** null: it was pulled out while we looked. */
const describe = async (host: HostConnection, name: string): Promise<SeenDevice | null> => {
  try {
    const found = readNodeDevice((await host.call(rpc.nodeDeviceGetXmlDesc, { name, flags: 0 })).xml);
    if (!found) return null;
    const { product, vendor, ids, ...device } = found;
    const named = [vendor, product].filter((word) => word !== null).join(' ');
    // a host without the lists of names knows the numbers alone
    return { ...device, name: named || `${device.source.kind.toUpperCase()} ${ids ?? name}` };
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NODE_DEVICE)) return null;
    throw error;
  }
};

/**
 * @throws AppError `host_device.absent` (the host does not have it now), `vm.no_slot` (it runs, and has no port left to plug
 *   into), `host.refused`
 */
const attachRunning = async (host: HostConnection, vmId: string, device: HostDeviceSpec): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id === off) return;
  const tree = await liveTree(host, dom);
  if (hasHostDevice(tree, device.id)) return;
  if (device.source.kind === 'pci' && freeRootPorts(tree) === 0) throw noSlot('source');
  const flags = DomainDeviceModifyFlags.LIVE;
  const ran = await unlessOff(host, vmId, () =>
    host
      .callSlow(rpc.domainAttachDeviceFlags, { dom, xml: writeHostDevice(device), flags })
      .catch((error: unknown) => {
        throw translated(error);
      }),
  );
  if (ran && !hasHostDevice(await liveTree(host, dom), device.id))
    throw notAsAsked('the device is not there');
};

/** libvirt has one code for all of these. */
const translated = (error: unknown): unknown => {
  const said = error instanceof AppError && error.cause instanceof Error ? error.cause.message : '';
  if (/did not find usb device|usb device .* not found|device [\da-f:.]+ not found/i.test(said)) {
    return new AppError('host_device.absent', 'The host does not have this device now.', { cause: error });
  }
  return /no free usb port/i.test(said) ? noSlot('source') : error;
};

const define = async (host: HostConnection, vmId: string, device: HostDeviceSpec): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  await editDefinition(host, dom, (kept) => {
    if (!hasHostDevice(kept, device.id)) addHostDevice(kept, device);
  });
  if (!hasHostDevice(await keptTree(host, dom), device.id)) throw notAsAsked('the device is not there');
};

/** @throws AppError `host_device.held`: the guest has not let go of it */
const detach = async (
  host: HostConnection,
  vmId: string,
  deviceId: string,
  signal: AbortSignal,
): Promise<void> => {
  await unplug(host, vmId, {
    take: (live) => removeHostDevice(live, deviceId),
    held: (cause) => new AppError('host_device.held', 'The guest does not let go of the device.', { cause }),
    signal,
  });
  const dom = await mustFindDomain(host, vmId);
  await editDefinition(host, dom, (kept) => void removeHostDevice(kept, deviceId));
  if (hasHostDevice(await keptTree(host, dom), deviceId)) throw notAsAsked('the device is still there');
};
