import type { SnapshotKind } from '@limen/contract/snapshots';
import { hasDisk, setCdromMedia } from '@limen/domain-xml/edit-domain';
import { hasNic, setNic } from '@limen/domain-xml/edit-nics';
import { parseXml } from '@limen/domain-xml/parse-xml';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import * as rpc from '@limen/libvirt/generated/procedures';
import { DomainMemoryStatTags } from '@limen/libvirt/generated/enums';
import { AppError } from '../lib/app-error.ts';
import { copyFirmwareVariables, deleteFirmwareVariables } from './copy-firmware-variables.ts';
import { applyOff, deleteOff, inAllOff, type OffDisks, saveOff, tagsOff } from './disk-snapshots.ts';
import { cdromDeviceOf, nicDeviceOf } from './domain-spec-of.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain, observeDomain, powerOffDomain, setDomainOwner } from './host-domains.ts';
import type { HostFiles } from './host-files.ts';
import { changeDisc } from './host-media.ts';
import {
  deleteRunning,
  flushRunning,
  inAllRunning,
  loadMemory,
  openDisks,
  runningDefinition,
  saveDisks,
  saveMemory,
  tagsRunning,
  type SnapshotPlace,
} from './host-snapshots.ts';
import { snapshotSizes } from './snapshot-sizes.ts';
import { pastStrays } from './stray-qemu.ts';
import type { VmSpec } from './vm-spec.ts';

/** Snapshots of machines, whether they are on or off; a snapshot is known by its tag. */
type On = { host: HostConnection; files: HostFiles };

const isOn = async (host: HostConnection, vmId: string): Promise<boolean> => {
  const seen = await observeDomain(host, vmId);
  return seen.defined && seen.runId !== null;
};
const placeOf = ({ files }: On, vm: VmSpec, tag: string): SnapshotPlace => ({
  tag,
  diskPaths: vm.disks.map((disk) => files.diskPath(disk)),
});
const offDisksOf = ({ files }: On, vm: VmSpec, tag: string, signal: AbortSignal): OffDisks => ({
  tag,
  disks: vm.disks,
  pathOf: (disk) => files.diskPath(disk),
  signal,
});

/** Where the machine goes off between the look and the deed, it is off. */
const eitherWay = async <T>(
  host: HostConnection,
  vmId: string,
  { on, off, signal }: { on: () => Promise<T>; off: () => Promise<T>; signal: AbortSignal },
): Promise<T> => {
  if (!(await isOn(host, vmId))) return pastStrays(host, vmId, off, signal);
  try {
    return await on();
  } catch (error) {
    if (await isOn(host, vmId)) throw error;
    return pastStrays(host, vmId, off, signal);
  }
};

/** What came of it, for going back. */
export type SnapshotMade = {
  frozen: boolean | null;
  definition: string | null;
  savedMemoryBytes: number | null;
};

/**
 * Makes a snapshot of all disks at one moment, and of the UEFI variables. One of that tag that is there, whole or not, gives way
 * to it, but for saved memory, which is as good as new.
 *
 * @throws AppError `vm.state` where the machine is on and should be off, or the other way round; `pool.full`
 */
export const takeSnapshot = async (
  at: On,
  vm: VmSpec,
  { tag, kind }: { tag: string; kind: SnapshotKind },
  signal: AbortSignal,
): Promise<SnapshotMade> => {
  const { host } = at;
  const seen = isOn(host, vm.id);
  // beside the look: whoever is at the machine waits for all of it
  const ready =
    kind === 'memory'
      ? Promise.all([
          runningDefinition(host, vm.id),
          openDisks(host, vm.id, placeOf(at, vm, tag)),
          requireSpace(at, vm),
        ])
      : null;
  ready?.catch(() => undefined);
  if ((await seen) !== (kind !== 'off')) {
    throw new AppError('vm.state', 'The machine was switched on or off meanwhile.');
  }
  const place = placeOf(at, vm, tag);
  const made: SnapshotMade = { frozen: null, definition: null, savedMemoryBytes: null };
  if (ready) {
    const [definition, open] = await ready;
    made.definition = definition;
    made.savedMemoryBytes = await saveMemory(open, place, signal).catch(async (error: unknown) => {
      // of a pool that others have filled meanwhile QEMU says no more than "Input/output error"
      await requireSpace(at, vm);
      throw error;
    });
  } else if (kind === 'disks') {
    made.frozen = (await saveDisks(host, vm.id, place, signal)).frozen;
  } else await pastStrays(host, vm.id, () => saveOff(offDisksOf(at, vm, tag, signal)), signal);
  if (vm.firmware === 'uefi') {
    await copyFirmwareVariables(host, { from: { vmId: vm.id }, to: { vmId: vm.id, tag } });
  }
  return made;
};

/** Left free beside what the memory may take, so that what other machines write meanwhile finds room. */
const spareBytes = 64 * 1024 ** 2;

/**
 * A pool that is full pauses every machine that writes to it: so one in which the memory might not fit is not begun with. QEMU
 * writes no more than what the guest has touched: its process has that, and something of its own. It goes into the first disk, in
 * whichever pool that is; of the others a snapshot takes no more than a few clusters.
 */
const requireSpace = async ({ host, files }: On, vm: VmSpec): Promise<void> => {
  const dom = await mustFindDomain(host, vm.id);
  const [{ stats }, { memory }] = await Promise.all([
    host.callSlow(rpc.domainMemoryStats, { dom, maxStats: mostStats, flags: 0 }),
    host.call(rpc.domainGetInfo, { dom }),
  ]);
  const rss = stats.find(({ tag }) => tag === DomainMemoryStatTags.RSS);
  const neededBytes = Math.min(Number(memory), Number(rss?.val ?? memory)) * KiB;
  if ((await files.freeBytes(host, vm.disks[0]?.pool ?? null)) < neededBytes + spareBytes) {
    throw new AppError('pool.full', 'The host has no space left for the memory of this machine.');
  }
};

const KiB = 1024;
/** More than a machine ever has. */
const mostStats = 16;

/** Tags of all snapshots in its disks, and in how many of them each is. */
export const listSnapshots = async (
  at: On,
  vm: VmSpec,
  signal: AbortSignal,
): Promise<Map<string, number>> => {
  const tags = await eitherWay(at.host, vm.id, {
    on: () => tagsRunning(at.host, vm.id, placeOf(at, vm, '').diskPaths),
    off: () => tagsOff(offDisksOf(at, vm, '', signal)),
    signal,
  });
  const counts = new Map<string, number>();
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
};

/**
 * What deleting each would free, by its tag.
 *
 * @returns null where that cannot be known at this moment, or from here
 */
export const sizesOfSnapshots = async (
  at: On,
  vm: VmSpec,
  signal: AbortSignal,
): Promise<Map<string, number> | null> => {
  const flushed = await eitherWay(at.host, vm.id, {
    on: () => flushRunning(at.host, vm.id, placeOf(at, vm, '')).then(() => true),
    off: async () => true,
    signal,
  }).catch((error: unknown) => {
    if (error instanceof AppError) return false;
    throw error;
  });
  return flushed ? snapshotSizes(at.files, vm.disks, signal) : null;
};

/** Whether every disk has it. */
export const hasSnapshot = (at: On, vm: VmSpec, tag: string, signal: AbortSignal): Promise<boolean> =>
  eitherWay(at.host, vm.id, {
    on: () => inAllRunning(at.host, vm.id, placeOf(at, vm, tag)),
    off: () => inAllOff(offDisksOf(at, vm, tag, signal)),
    signal,
  });

/**
 * Takes a snapshot away, with the space that nothing else needs.
 *
 * @param which.half it may not have been finished, and its QEMU may have died: then what that left is taken away as well
 */
export const removeSnapshot = async (
  at: On,
  vm: VmSpec,
  { tag, half }: { tag: string; half: boolean },
  signal: AbortSignal,
): Promise<void> => {
  await eitherWay(at.host, vm.id, {
    on: () => deleteRunning(at.host, vm.id, placeOf(at, vm, tag), signal),
    off: () => deleteOff({ ...offDisksOf(at, vm, tag, signal), repair: half }),
    signal,
  });
  if (vm.firmware === 'uefi') await deleteFirmwareVariables(at.host, { vmId: vm.id, tag });
};

/**
 * Makes a machine what it was. With its memory it runs then, or is paused as it was; without, it is off.
 *
 * @param saved.definition of its memory; null: there is none
 */
export const restoreSnapshot = async (
  at: On,
  vm: VmSpec,
  saved: { tag: string; definition: string | null; paused: boolean },
  signal: AbortSignal,
): Promise<void> => {
  const { host } = at;
  const { tag, definition, paused } = saved;
  if (definition !== null) {
    const discs = discsOf(at, vm);
    const now = { ...placeOf(at, vm, tag), definition: withHostEnds(definition, vm, discs), paused };
    await loadMemory(host, vm.id, now, signal);
    // in what ran already there may be others
    for (const { target, isoPath } of discs) {
      await changeDisc(host, vm.id, { target, isoPath, force: true });
    }
    // whose it is, and what it is called, may have changed since, too
    await setDomainOwner(host, vm.id, vm);
    if (!paused) await setClock(host, vm.id);
    return;
  }
  await powerOffDomain(host, vm.id);
  await pastStrays(host, vm.id, () => applyOff(offDisksOf(at, vm, tag, signal)), signal);
  if (vm.firmware !== 'uefi') return;
  await copyFirmwareVariables(host, { from: { vmId: vm.id, tag }, to: { vmId: vm.id } });
};

type Disc = { target: string; isoPath: string | null };

/** What is in the drives by its rows: a disc that is gone since is in none. */
const discsOf = ({ files }: On, vm: VmSpec): Disc[] =>
  vm.cdroms.map((cdrom) =>
    cdromDeviceOf(cdrom, { imagePath: (id, format) => files.imagePath(id, format) }, null),
  );

/** What ran, with the discs that are in its drives now and its cards on the networks they are on now. */
const withHostEnds = (definition: string, vm: VmSpec, discs: readonly Disc[]): string => {
  const domain = parseXml(definition);
  for (const { target, isoPath } of discs) {
    if (hasDisk(domain, target)) setCdromMedia(domain, target, isoPath);
  }
  for (const nic of vm.nics) if (hasNic(domain, nic.mac)) setNic(domain, nicDeviceOf(nic, null));
  return serializeXml(domain);
};

/** Its guest takes the moment of the snapshot for now; whose agent can is told what time it is. */
const setClock = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  const now = Date.now();
  const seconds = BigInt(Math.floor(now / 1000));
  await host
    .callSlow(rpc.domainSetTime, { dom, seconds, nseconds: (now % 1000) * 1_000_000, flags: 0 })
    .catch(() => undefined);
};
