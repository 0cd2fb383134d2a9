import type { CdromSpec } from '@limen/domain-xml/domain-spec';
import {
  addCdrom,
  bootableDevices,
  discIn,
  hasDisk,
  removeCdrom,
  setBootOrder,
  setCdromMedia,
} from '@limen/domain-xml/edit-domain';
import { readDomainElement } from '@limen/domain-xml/read-domain';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import { writeCdrom } from '@limen/domain-xml/write-devices';
import { DomainDeviceModifyFlags, ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { qemuDomainMonitorCommand } from '@limen/libvirt/generated/qemu-procedures';
import type { NonnullDomain } from '@limen/libvirt/generated/types';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { editDefinition, keptTree, liveTree, notAsAsked } from './domain-trees.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { mustFindDomain, startDomain } from './host-domains.ts';

/**
 * Drives and boot order of one machine, in what runs and in what is kept. Each function makes both say the same, changes
 * nothing that says so already, and reads back what it did.
 */

const off = -1;

/** QEMU: "Device 'x' is locked and force was not specified"; libvirt, after it has waited five seconds for the tray. */
const isHeld = (error: unknown): boolean =>
  caused(error, ErrorNumber.OPERATION_TIMEOUT) ||
  (error instanceof AppError && error.cause instanceof Error && /is locked|tray/i.test(error.cause.message));

/**
 * Puts a disc into a drive, or takes it out.
 *
 * @param change.force also where the guest holds the tray
 * @throws AppError `vm.media_held`; then nothing has changed
 */
export const changeDisc = async (
  host: HostConnection,
  vmId: string,
  change: { target: string; isoPath: string | null; force: boolean },
): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  const { target, isoPath, force } = change;
  if (dom.id !== off) {
    const tree = await liveTree(host, dom);
    if (discIn(tree, target) !== isoPath) {
      const xml = serializeXml(setCdromMedia(tree, target, isoPath));
      const { LIVE, FORCE } = DomainDeviceModifyFlags;
      try {
        await host.callSlow(rpc.domainUpdateDeviceFlags, { dom, xml, flags: force ? LIVE | FORCE : LIVE });
      } catch (error) {
        if (!isHeld(error)) throw error;
        throw new AppError('vm.media_held', 'The guest holds the disc in its drive.', { cause: error });
      }
      if (discIn(await liveTree(host, dom), target) !== isoPath)
        throw notAsAsked('the drive holds another disc');
    }
  }
  await editDefinition(host, dom, (kept) => {
    if (discIn(kept, target) !== isoPath) setCdromMedia(kept, target, isoPath);
  });
  if (discIn(await keptTree(host, dom), target) !== isoPath) throw notAsAsked('the drive holds another disc');
};

/**
 * Adds a drive: one on SCSI also while the machine runs.
 *
 * @param order names of what is booted from, when it is there
 */
export const addDrive = async (
  host: HostConnection,
  vmId: string,
  cdrom: CdromSpec,
  order: readonly string[],
): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off && !hasDisk(await liveTree(host, dom), cdrom.target)) {
    // its place in the order is for the next start: while it runs another device may have that number
    const xml = writeCdrom({ ...cdrom, bootOrder: null });
    await host.callSlow(rpc.domainAttachDeviceFlags, { dom, xml, flags: DomainDeviceModifyFlags.LIVE });
    if (!hasDisk(await liveTree(host, dom), cdrom.target)) throw notAsAsked('the drive is not there');
  }
  await editDefinition(host, dom, (kept) => {
    if (!hasDisk(kept, cdrom.target)) addCdrom(kept, { ...cdrom, bootOrder: null });
    setBootOrder(kept, order);
  });
};

/** Removes a drive, and with it the disc in it: one on SCSI also while the machine runs. */
export const removeDrive = async (
  host: HostConnection,
  vmId: string,
  target: string,
  order: readonly string[],
): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off) {
    const tree = await liveTree(host, dom);
    if (hasDisk(tree, target)) {
      const xml = serializeXml(removeCdrom(tree, target));
      // libvirt waits for the guest to let go of it
      await host.callSlow(rpc.domainDetachDeviceFlags, { dom, xml, flags: DomainDeviceModifyFlags.LIVE });
      if (hasDisk(await liveTree(host, dom), target)) {
        throw new AppError('vm.media_held', 'The guest does not let go of the drive.');
      }
    }
  }
  await editDefinition(host, dom, (kept) => {
    if (hasDisk(kept, target)) removeCdrom(kept, target);
    setBootOrder(kept, order);
  });
};

/** What a machine boots from: from its next start on, and a running one from its next reboot on. */
export const orderBoot = async (
  host: HostConnection,
  vmId: string,
  order: readonly string[],
): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off) await orderRunningBoot(host, dom, order);
  await editDefinition(host, dom, (kept) => setBootOrder(kept, order));
  const { bootOrder } = readDomainElement(await keptTree(host, dom));
  if (bootOrder.join() !== order.join()) throw notAsAsked('the boot order is another');
};

/**
 * Starts a machine that shall boot from something else this one time, and leaves it as it boots ever after. QEMU tells the
 * firmware its order at each reset: so once it runs, the order of its next reset is changed in QEMU, and a guest that
 * reboots (an installer at its end) comes up by the usual one, on BIOS and UEFI alike, without QEMU being started anew.
 * May be called again after a crash at any point.
 */
export const startOnceFrom = async (
  host: HostConnection,
  vmId: string,
  order: { once: readonly string[]; usual: readonly string[] },
): Promise<void> => {
  const before = await mustFindDomain(host, vmId);
  if (before.id === off) {
    await editDefinition(host, before, (kept) => setBootOrder(kept, order.once));
    try {
      await startDomain(host, vmId);
    } catch (error) {
      await editDefinition(host, before, (kept) => setBootOrder(kept, order.usual));
      throw error;
    }
  }
  // what is kept first: it holds whatever becomes of the rest
  const dom = await mustFindDomain(host, vmId);
  await editDefinition(host, dom, (kept) => setBootOrder(kept, order.usual));
  if (dom.id !== off) await orderRunningBoot(host, dom, order.usual);
};

const bootIndex = z.object({ return: z.number().int() });

/**
 * Changes the order that QEMU gives to the firmware at the next reset: the property `bootindex` of each device (QEMU,
 * docs/bootindex.txt; read again at each reset). libvirt 9.0 has no call for it: "cannot modify field 'boot order' of the disk".
 */
const orderRunningBoot = async (
  host: HostConnection,
  dom: NonnullDomain,
  order: readonly string[],
): Promise<void> => {
  const devices = bootableDevices(await liveTree(host, dom));
  const ask = async (execute: string, alias: string, value?: number): Promise<unknown> => {
    const path = `/machine/peripheral/${alias}`;
    const cmd = JSON.stringify({
      execute,
      arguments: { path, property: 'bootindex', ...(value !== undefined && { value }) },
    });
    const { result } = await host.callSlow(qemuDomainMonitorCommand, { dom, cmd, flags: 0 });
    return JSON.parse(result);
  };
  // no two may have the same number, not even in between
  for (const { alias } of devices) if (alias !== null) await ask('qom-set', alias, -1);
  for (const [index, name] of order.entries()) {
    // one that was added to the kept definition alone is for the next start
    const alias = devices.find((device) => device.name === name)?.alias;
    if (alias === undefined || alias === null) continue;
    await ask('qom-set', alias, index + 1);
    const said = bootIndex.safeParse(await ask('qom-get', alias));
    if (said.data?.return !== index + 1) throw notAsAsked('the boot order is another');
  }
};
