import { isDeepStrictEqual } from 'node:util';
import type { NoWayBack } from '@limen/contract/changes';
import type { ChangeHardwareBody } from '@limen/contract/hardware';
import type { EditVmBody } from '@limen/contract/housekeeping';
import type { HostDeviceSource } from '@limen/contract/host-devices';
import type { ChangeNicBody } from '@limen/contract/nics';
import type { CdromBus } from '@limen/contract/systems';
import type { VmAction } from '@limen/contract/vm-rules';
import type { Configuration, HardwarePart } from './configuration.ts';
import { poolIdOf } from './differences.ts';
import { onlyChanged } from '../lib/only-changed.ts';

type Disk = HardwarePart['disks'][number];
type DiskTuning = Omit<Disk, 'id' | 'sizeBytes' | 'pool'>;

/** The verb that makes what a change has changed as it was before, with what it has to be given. */
export type WayBack =
  | { by: Extract<VmAction, 'edit'>; to: EditVmBody }
  | { by: Extract<VmAction, 'resize'>; to: { vcpus?: number; memoryBytes?: number } }
  | { by: Extract<VmAction, 'hardware'>; to: ChangeHardwareBody }
  | { by: Extract<VmAction, 'boot'>; to: string[] }
  | { by: Extract<VmAction, 'disks'>; diskId: string; to: DiskTuning }
  | { by: Extract<VmAction, 'disks'>; diskId: string; toPool: string | null }
  | { by: Extract<VmAction, 'media'>; cdromId: string; imageId: string | null }
  | { by: Extract<VmAction, 'nics'>; nicId: string; to: ChangeNicBody }
  | { by: Extract<VmAction, 'nics'>; removeNic: string }
  | { by: Extract<VmAction, 'hostDevices'>; take: string }
  | { by: Extract<VmAction, 'hostDevices'>; give: HostDeviceSource }
  | { by: Extract<VmAction, 'drives'>; remove: string }
  | { by: Extract<VmAction, 'drives'>; add: { bus: CdromBus; imageId: string | null } };

/**
 * How what a change has changed is made so again. Each change is of one verb, and so is its way back; what it did not change
 * stays as it is now, whatever came after it.
 *
 * @param now the machine as it is, both parts
 */
export const wayBack = (
  change: { action: string; before: Configuration; after: Configuration },
  now: Configuration,
): WayBack | { not: NoWayBack } => {
  const { before, after } = change;
  // of many things at once there is another way back
  if (change.action === 'vm.snapshotRestore') return { not: 'restored' };
  return (
    labels(before, after, now) ??
    disks(before, after, now) ??
    drives(before, after, now) ??
    nics(before, after, now) ??
    hostDevices(before, after, now) ??
    sizes(before, after, now) ??
    make(before, after, now) ??
    boot(before, now)
  );
};

type Step = WayBack | { not: NoWayBack } | null;

/** What of `wanted` is another now. */
const stillOther = <T extends object>(wanted: Partial<T>, now: Partial<T>): Partial<T> => {
  const keys = Object.keys(wanted) as (keyof T)[];
  const of = Object.fromEntries(keys.map((key) => [key, now[key]])) as Partial<T>;
  return onlyChanged(of, wanted).after;
};

const labels = (before: Configuration, after: Configuration, now: Configuration): Step => {
  if (before.name === undefined) return null;
  const wanted = onlyChanged(after, before).after;
  const { name, description, tags, autostart, protected: isProtected } = stillOther(wanted, now);
  const to: EditVmBody = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
    ...(autostart !== undefined && { autostart }),
    ...(isProtected !== undefined && { protected: isProtected }),
  };
  return Object.keys(to).length === 0 ? { not: 'same' } : { by: 'edit', to };
};

const disks = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const [was, is, today] = [before.disks ?? [], after.disks ?? [], now.disks ?? []];
  if (was.some(({ id }) => !is.some((disk) => disk.id === id))) return { not: 'diskRemoved' };
  if (is.some(({ id }) => !was.some((disk) => disk.id === id))) return { not: 'diskAdded' };
  const disk = was.find((each) => {
    const then = is.find(({ id }) => id === each.id);
    return then && !isDeepStrictEqual(changeable(then), changeable(each));
  });
  if (!disk) return null;
  const { id } = disk;
  const then = is.find((each) => each.id === id) ?? disk;
  if (then.sizeBytes !== disk.sizeBytes) return { not: 'diskGrown' };
  const current = today.find((each) => each.id === id);
  if (!current) return { not: 'deviceGone' };
  const toPool = poolIdOf(disk);
  if (poolIdOf(then) !== toPool) {
    return poolIdOf(current) === toPool ? { not: 'same' } : { by: 'disks', diskId: id, toPool };
  }
  const to = tuningOf(disk);
  return isDeepStrictEqual(to, tuningOf(current)) ? { not: 'same' } : { by: 'disks', diskId: id, to };
};

const changeable = (disk: Disk): object => ({
  ...tuningOf(disk),
  sizeBytes: disk.sizeBytes,
  poolId: poolIdOf(disk),
});

const tuningOf = ({ bus, cache, bytesPerSecond, iops }: Disk): DiskTuning => ({
  bus,
  cache,
  bytesPerSecond,
  iops,
});

const drives = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const [was, is, today] = [before.cdroms ?? [], after.cdroms ?? [], now.cdroms ?? []];
  const added = is.find(({ id }) => !was.some((drive) => drive.id === id));
  if (added) {
    return today.some(({ id }) => id === added.id) ? { by: 'drives', remove: added.id } : { not: 'same' };
  }
  const removed = was.find(({ id }) => !is.some((drive) => drive.id === id));
  if (removed) return { by: 'drives', add: { bus: removed.bus, imageId: removed.image?.id ?? null } };
  const drive = was.find((each) => {
    const then = is.find(({ id }) => id === each.id);
    return then && !isDeepStrictEqual(then, each);
  });
  if (!drive) return null;
  const current = today.find(({ id }) => id === drive.id);
  if (!current) return { not: 'deviceGone' };
  // one that LIMEN made for the machine is put in by other means
  if (drive.disc !== null) return { not: 'discGone' };
  const imageId = drive.image?.id ?? null;
  const isSame = current.disc === null && (current.image?.id ?? null) === imageId;
  return isSame ? { not: 'same' } : { by: 'media', cdromId: drive.id, imageId };
};

const nics = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const [was, is, today] = [before.nics ?? [], after.nics ?? [], now.nics ?? []];
  // another card has another MAC, by which networks and guests know it
  if (was.some(({ id }) => !is.some((nic) => nic.id === id))) return { not: 'nicRemoved' };
  const added = is.find(({ id }) => !was.some((nic) => nic.id === id));
  if (added) {
    return today.some(({ id }) => id === added.id) ? { by: 'nics', removeNic: added.id } : { not: 'same' };
  }
  const nic = was.find((each) => {
    const then = is.find(({ id }) => id === each.id);
    return then && !isDeepStrictEqual(settingsOf(then), settingsOf(each));
  });
  if (!nic) return null;
  const current = today.find(({ id }) => id === nic.id);
  if (!current) return { not: 'deviceGone' };
  const then = is.find(({ id }) => id === nic.id) ?? nic;
  // what the change did not touch stays as it is
  const wanted = onlyChanged(settingsOf(then), settingsOf(nic)).after;
  const to = stillOther(wanted, settingsOf(current));
  return Object.keys(to).length === 0 ? { not: 'same' } : { by: 'nics', nicId: nic.id, to };
};

const hostDevices = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const [was, is, today] = [before.hostDevices ?? [], after.hostDevices ?? [], now.hostDevices ?? []];
  const added = is.find(({ id }) => !was.some((device) => device.id === id));
  if (added) {
    const isThere = today.some(({ id }) => id === added.id);
    return isThere ? { by: 'hostDevices', take: added.id } : { not: 'same' };
  }
  const removed = was.find(({ id }) => !is.some((device) => device.id === id));
  if (!removed) return null;
  const isAgain = today.some(({ source }) => isDeepStrictEqual(source, removed.source));
  return isAgain ? { not: 'same' } : { by: 'hostDevices', give: removed.source };
};

type NicSettings = { networkId: string; groupIds: string[] } & Omit<
  HardwarePart['nics'][number],
  'id' | 'network' | 'groups'
>;

const settingsOf = (nic: HardwarePart['nics'][number]): NicSettings => ({
  networkId: nic.network.id,
  model: nic.model,
  linkUp: nic.linkUp,
  guarded: nic.guarded,
  address: nic.address,
  groupIds: nic.groups.map(({ id }) => id),
  toGuestBitsPerSecond: nic.toGuestBitsPerSecond,
  fromGuestBitsPerSecond: nic.fromGuestBitsPerSecond,
});

const sizes = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const { vcpus, memoryBytes } = onlyChanged(after, before).after;
  const wanted = {
    ...(vcpus !== undefined && { vcpus }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  };
  if (Object.keys(wanted).length === 0) return null;
  const to = stillOther<{ vcpus: number; memoryBytes: number }>(wanted, {
    ...(now.vcpus !== undefined && { vcpus: now.vcpus }),
    ...(now.memoryBytes !== undefined && { memoryBytes: now.memoryBytes }),
  });
  return Object.keys(to).length === 0 ? { not: 'same' } : { by: 'resize', to };
};

const makeOf = ({ firmware, secureBoot, tpm, machine, cpuModel }: Configuration): ChangeHardwareBody => ({
  ...(firmware !== undefined && { firmware }),
  ...(secureBoot !== undefined && { secureBoot }),
  ...(tpm !== undefined && { tpm }),
  ...(machine !== undefined && { machine }),
  ...(cpuModel !== undefined && { cpuModel }),
});

const make = (before: Configuration, after: Configuration, now: Configuration): Step => {
  const [was, is] = [makeOf(before), makeOf(after)];
  // as it was written down before these could be changed
  if (Object.keys(was).length === 0) return null;
  const wanted = onlyChanged(is, was).after;
  if (Object.keys(wanted).length === 0) return null;
  // another TPM has nothing of what was in it, and what is in one is not thrown away in passing
  if (wanted.tpm !== undefined) return { not: wanted.tpm ? 'tpmRemoved' : 'tpmAdded' };
  const to = stillOther(wanted, makeOf(now));
  return Object.keys(to).length === 0 ? { not: 'same' } : { by: 'hardware', to };
};

const boot = (before: Configuration, now: Configuration): WayBack | { not: NoWayBack } => {
  const there = new Set([
    ...(now.disks ?? []).map(({ id }) => `disk:${id}`),
    ...(now.cdroms ?? []).map(({ id }) => `cdrom:${id}`),
    ...(now.nics ?? []).map(({ id }) => `nic:${id}`),
  ]);
  const order = before.bootOrder ?? [];
  // empty it would mean something else
  const to = order.filter((device) => there.has(device));
  if (order.length > 0 && to.length === 0) return { not: 'deviceGone' };
  return to.join() === (now.bootOrder ?? []).join() ? { not: 'same' } : { by: 'boot', to };
};
