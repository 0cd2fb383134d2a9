import type { DiskCache } from '@limen/contract/systems';
import type { DiskSpec as DiskDevice } from '@limen/domain-xml/domain-spec';
import {
  addDisk,
  freeRootPorts,
  removeDisk,
  targetOfDisk,
  tuneDisk,
  tuningOfDisk,
} from '@limen/domain-xml/edit-disks';
import { diskSerial } from '@limen/domain-xml/identity';
import { writeDisk } from '@limen/domain-xml/write-devices';
import {
  DomainBlockResizeFlags,
  DomainDeviceModifyFlags,
  DomainModificationImpact,
  TypedParameterType,
} from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { editDefinition, keptTree, liveTree, notAsAsked } from './domain-trees.ts';
import { diskDeviceOf, type Placement } from './domain-spec-of.ts';
import { type GuestDisks, readGuestDisks } from './guest-disks.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';
import type { DiskFile, HostFiles } from './host-files.ts';
import { noSlot, off, unlessOff, unplug } from './plug.ts';
import type { DiskPlace, DiskSpec } from './vm-spec.ts';

/**
 * Disks of one machine, in what runs and in what is kept. Each function makes both say the same, changes nothing that says
 * so already, and reads back what it did. A disk is known by its serial number, which its guest sees too.
 */

/** Where a disk hangs in a running machine; nothing of it where the machine is off. */
export type RunningDisks = {
  on: boolean;
  /** PCI devices that can still be plugged in. */
  freeSlots: number;
  /** Whether this disk is in what runs. */
  has: (diskId: string) => boolean;
  /** How the host's cache is used for it now; null: it does not run. */
  cacheOf: (diskId: string) => DiskCache | null;
};

/** What a host does with the disks of a machine. Each throws AppError `host.unavailable` while it is not connected. */
export const hostDisks = (host: () => { to: HostConnection; files: HostFiles; place: Placement }) => ({
  /** What the guest sees as the disk's serial number. */
  serialOf: diskSerial,
  readRunning: async (vmId: string): Promise<RunningDisks> => readRunningDisks(host().to, vmId),
  /** See guest-disks.ts. */
  readGuest: async (vmId: string): Promise<GuestDisks | null> => readGuestDisks(host().to, vmId),
  readFile: async (disk: DiskPlace): Promise<DiskFile | undefined> => host().files.readDisk(host().to, disk),
  attach: async (vmId: string, disk: DiskSpec): Promise<void> =>
    attachDisk(host().to, vmId, diskDeviceOf(disk, host().place, null)),
  detach: async (vmId: string, diskId: string, signal: AbortSignal): Promise<void> =>
    detachDisk(host().to, vmId, diskId, signal),
  grow: async (job: Parameters<typeof growDisk>[2]): Promise<void> => growDisk(host().to, host().files, job),
  /** @param disk as it is to be */
  tune: async (vmId: string, disk: DiskSpec): Promise<void> =>
    retuneDisk(host().to, vmId, diskDeviceOf(disk, host().place, null)),
});

/** @throws AppError `vm.state` where libvirt does not know the machine */
const readRunningDisks = async (host: HostConnection, vmId: string): Promise<RunningDisks> => {
  const dom = await mustFindDomain(host, vmId);
  const tree = await liveTree(host, dom);
  const on = dom.id !== off;
  return {
    on,
    freeSlots: on ? freeRootPorts(tree) : 0,
    has: (diskId) => on && targetOfDisk(tree, diskId) !== null,
    cacheOf: (diskId) => (on ? (tuningOfDisk(tree, diskId)?.cache ?? null) : null),
  };
};

/**
 * Gives a machine a disk whose file is there: at once where it runs, and from its next start on. Not booted from.
 *
 * @throws AppError `vm.no_slot` (it runs, and has no port left to plug into), `host.refused`
 */
const attachDisk = async (host: HostConnection, vmId: string, disk: DiskDevice): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  const device = { ...disk, bootOrder: null };
  if (dom.id !== off) {
    const tree = await liveTree(host, dom);
    if (targetOfDisk(tree, disk.id) === null) {
      if (disk.bus === 'virtio' && freeRootPorts(tree) === 0) throw noSlot('bus');
      const xml = writeDisk(device);
      const { LIVE } = DomainDeviceModifyFlags;
      const ran = await unlessOff(host, vmId, () =>
        host.callSlow(rpc.domainAttachDeviceFlags, { dom, xml, flags: LIVE }),
      );
      if (ran && targetOfDisk(await liveTree(host, dom), disk.id) === null)
        throw notAsAsked('the disk is not there');
    }
  }
  await editDefinition(host, dom, (kept) => {
    if (targetOfDisk(kept, disk.id) === null) addDisk(kept, device);
  });
  if (targetOfDisk(await keptTree(host, dom), disk.id) === null) throw notAsAsked('the disk is not there');
};

/**
 * Takes a disk out of a machine; its file stays. A guest that runs is asked for it, and waited for.
 *
 * @throws AppError `vm.disk_held`: the guest has not let go of it
 */
const detachDisk = async (
  host: HostConnection,
  vmId: string,
  diskId: string,
  signal: AbortSignal,
): Promise<void> => {
  await unplug(host, vmId, {
    take: (live) => removeDisk(live, diskId),
    held: (cause) => new AppError('vm.disk_held', 'The guest does not let go of the disk.', { cause }),
    signal,
  });
  const dom = await mustFindDomain(host, vmId);
  await editDefinition(host, dom, (kept) => void removeDisk(kept, diskId));
  if (targetOfDisk(await keptTree(host, dom), diskId) !== null) throw notAsAsked('the disk is still there');
};

/**
 * Makes a disk larger: where its machine runs, its guest sees it at once. One that is as large already is left as it is.
 *
 * @throws AppError `host.refused`, `pool.full`
 */
const growDisk = async (
  host: HostConnection,
  files: HostFiles,
  { vmId, disk: place, sizeBytes }: { vmId: string; disk: DiskPlace; sizeBytes: number },
): Promise<void> => {
  if ((await files.mustReadDisk(host, place)).sizeBytes >= sizeBytes) return;
  const dom = await mustFindDomain(host, vmId);
  const target = dom.id === off ? null : targetOfDisk(await liveTree(host, dom), place.id);
  const size = BigInt(sizeBytes);
  const grown =
    target !== null &&
    (await unlessOff(host, vmId, () =>
      host.callSlow(rpc.domainBlockResize, { dom, disk: target, size, flags: DomainBlockResizeFlags.BYTES }),
    ));
  if (!grown) await files.growVolume(host, place, sizeBytes);
  if ((await files.mustReadDisk(host, place)).sizeBytes < sizeBytes) throw notAsAsked('the disk is as small');
};

/**
 * Gives a disk its limits at once, and limits, cache and bus from the next start on.
 *
 * @throws AppError `host.refused`; InvalidDomainSpec where the kept definition has no such disk
 */
const retuneDisk = async (host: HostConnection, vmId: string, disk: DiskDevice): Promise<void> => {
  const hasLimits = (seen: ReturnType<typeof tuningOfDisk>): boolean =>
    seen?.bytesPerSecond === disk.bytesPerSecond && seen.iops === disk.iops;
  const dom = await mustFindDomain(host, vmId);
  const live = dom.id === off ? null : await liveTree(host, dom);
  const target = live && targetOfDisk(live, disk.id);
  if (live && target !== null && !hasLimits(tuningOfDisk(live, disk.id))) {
    const limit = (field: string, most: number | null) => ({
      field,
      // 0 is libvirt's word for none
      value: { type: TypedParameterType.ULLONG, value: BigInt(most ?? 0) },
    });
    const params = [limit('total_bytes_sec', disk.bytesPerSecond), limit('total_iops_sec', disk.iops)];
    const flags = DomainModificationImpact.LIVE;
    const ran = await unlessOff(host, vmId, () =>
      host.callSlow(rpc.domainSetBlockIoTune, { dom, disk: target, params, flags }),
    );
    if (ran && !hasLimits(tuningOfDisk(await liveTree(host, dom), disk.id)))
      throw notAsAsked('the disk has other limits');
  }
  await editDefinition(host, dom, (kept) => tuneDisk(kept, disk));
  const kept = tuningOfDisk(await keptTree(host, dom), disk.id);
  if (!hasLimits(kept) || kept?.cache !== disk.cache || kept.bus !== disk.bus)
    throw notAsAsked('the disk is as before');
};
