import { basename } from 'node:path';
import { isSameSize } from '../hypervisor/domain-sizes.ts';
import type { Inventory } from '../hypervisor/inventory.ts';
import type { MachineSize } from '../hypervisor/vm-spec.ts';

/** What the database says should be on one host. */
export type Expected = {
  vms: readonly {
    id: string;
    ownerId: string;
    phase: string;
    observedState: string;
    /** An operation is at work on it: what is half there now is nobody's fault. */
    busy: boolean;
    /** `poolId` null: in the pool under LIMEN's home. */
    disks: readonly { id: string; poolId: string | null }[];
    /** Discs that LIMEN made for it, in a drive or not. */
    discIds: readonly string[];
    macs: readonly string[];
    /** Of cards whose guest sends by its own MAC and address alone. */
    guardedMacs: readonly string[];
    hostDevices: readonly { id: string }[];
    sizes: { defined: MachineSize; run: MachineSize };
  }[];
  images: readonly { id: string; state: string; format: string; busy: boolean }[];
};

export const differenceKinds = [
  'vm.domain_missing',
  'vm.disk_missing',
  'vm.disc_missing',
  'vm.state_differs',
  'vm.size_differs',
  'vm.owner_differs',
  'vm.mac_differs',
  'vm.unguarded',
  'vm.host_device_differs',
  'vm.stuck',
  'vm.runs_in_trash',
  'vm.leftover',
  'vm.qemu_stray',
  'image.file_missing',
  'domain.without_row',
  'volume.without_row',
  'pool.unseen',
  'incoming.without_row',
  'disk.shared',
  'mac.duplicate',
  'limits.differ',
] as const;

/** One way in which database, libvirt and pools disagree. `subject` is a UUID or a file name. */
export type Difference = { kind: (typeof differenceKinds)[number]; subject: string; detail: string };

const volumeName = (id: string, format: string): string => `${id}.${format === 'raw' ? 'iso' : 'qcow2'}`;

/**
 * Invariants I1, I2, I13 and I14 of one host: every difference, by name; none is mended here.
 *
 * @param incoming names of the files whose bytes come in from outside
 * @param limiting what would have to be done so that cards are limited as the rows say
 */
export const compareWorld = (
  expected: Expected,
  seen: Inventory,
  incoming: readonly string[] = [],
  limiting: readonly string[] = [],
): Difference[] => [
  ...compareVms(expected, seen),
  ...compareImages(expected, seen),
  ...strangers(expected, seen),
  ...unseenPools(expected, seen),
  ...sharedThings(seen),
  ...strangeIncoming(expected, incoming),
  ...limiting.map((command) => ({ kind: 'limits.differ' as const, subject: 'host', detail: command })),
];

const compareVms = (expected: Expected, seen: Inventory): Difference[] => {
  const found: Difference[] = [];
  const domains = new Map(seen.domains.map((d) => [d.uuid, d]));
  const hasFile = filesOf(expected, seen);
  const discs = new Set(seen.volumes.images);
  for (const vm of expected.vms) {
    if (vm.busy) continue;
    const domain = domains.get(vm.id);
    const say = (kind: Difference['kind'], detail: string): number =>
      found.push({ kind, subject: vm.id, detail });
    if (seen.strays.includes(vm.id))
      say('vm.qemu_stray', 'a QEMU of it runs, and libvirt says that it is off');
    if (vm.phase === 'creating' || vm.phase === 'deleting') {
      say('vm.stuck', `the row says ${vm.phase} and no operation is at work`);
      continue;
    }
    if (vm.phase === 'failed') {
      // a failed machine may keep what it had; a failed creation must have taken everything away again
      if (domain && vm.disks.every((disk) => hasFile(disk) === false)) {
        say('vm.leftover', 'the domain is there without its disks');
      }
      continue;
    }
    for (const disk of vm.disks) {
      if (hasFile(disk) === false) say('vm.disk_missing', `no file ${volumeName(disk.id, 'qcow2')}`);
    }
    for (const id of vm.discIds) {
      if (!discs.has(volumeName(id, 'raw'))) say('vm.disc_missing', `no file ${volumeName(id, 'raw')}`);
    }
    if (!domain) {
      say('vm.domain_missing', 'libvirt has no domain of this UUID');
      continue;
    }
    if (domain.state !== vm.observedState) {
      say('vm.state_differs', `the row says ${vm.observedState}, libvirt says ${domain.state}`);
    }
    const { defined, given: runs } = domain.sizes;
    if (
      vm.phase === 'ready' &&
      !(isSameSize(defined, vm.sizes.defined) && (!runs || isSameSize(runs, vm.sizes.run)))
    ) {
      const { run } = vm.sizes;
      say(
        'vm.size_differs',
        `the row says ${sizeText(vm.sizes.defined)}, now ${sizeText(run)}; libvirt ${sizeText(defined)}, now ${runs ? sizeText(runs) : 'off'}`,
      );
    }
    if (vm.phase === 'trashed' && domain.state !== 'stopped' && domain.state !== 'crashed') {
      say('vm.runs_in_trash', `it is in the trash, and libvirt says ${domain.state}`);
    }
    if (domain.ours?.vmId !== vm.id || domain.ours.ownerId !== vm.ownerId) {
      say('vm.owner_differs', 'the domain’s metadata names another machine or owner');
    }
    if ([...domain.macs].sort().join() !== [...vm.macs].sort().join()) {
      say('vm.mac_differs', `the row has ${vm.macs.join(', ')}, the domain ${domain.macs.join(', ')}`);
    }
    const given = vm.hostDevices.map(({ id }) => id).sort();
    if ([...domain.hostDeviceIds].sort().join() !== given.join()) {
      const has = domain.hostDeviceIds.join(', ');
      say('vm.host_device_differs', `the row has ${given.join(', ') || 'none'}, the domain ${has || 'none'}`);
    }
    const unguarded = domain.unguardedMacs.filter((mac) => vm.guardedMacs.includes(mac));
    if (unguarded.length > 0) {
      say(
        'vm.unguarded',
        `${unguarded.join(', ')} should send by its own address alone, and passes no filter`,
      );
    }
  }
  return found;
};

const sizeText = ({ vcpus, vcpusMax, memoryBytes, memoryMaxBytes }: MachineSize): string =>
  `${vcpus} of ${vcpusMax} vCPUs, ${memoryBytes} of ${memoryMaxBytes} bytes`;

const compareImages = (expected: Expected, seen: Inventory): Difference[] => {
  const files = new Set(seen.volumes.images);
  return expected.images
    .filter((i) => !i.busy && i.state === 'ready' && !files.has(volumeName(i.id, i.format)))
    .map((i) => ({
      kind: 'image.file_missing',
      subject: i.id,
      detail: `no file ${volumeName(i.id, i.format)}`,
    }));
};

/** Things of ours that no row knows. Foreign domains are not ours to report. */
const strangers = (expected: Expected, seen: Inventory): Difference[] => {
  const vmIds = new Set(expected.vms.map((v) => v.id));
  const isExpected = (poolId: string | null, name: string): boolean =>
    expected.vms.some((vm) =>
      vm.disks.some((disk) => {
        const own = volumeName(disk.id, 'qcow2');
        // what is copied lies in two pools, and unfinished in one of them
        return vm.busy ? name === own || name === `${own}.half` : name === own && disk.poolId === poolId;
      }),
    );
  const inPool = (poolId: string | null, names: readonly string[]): Difference[] =>
    names
      .filter((name) => !isExpected(poolId, name))
      .map((name) => ({
        kind: 'volume.without_row',
        subject: name,
        detail: poolId === null ? 'in the disks pool' : `in the disks pool ${poolId}`,
      }));
  const imageFiles = new Set([
    ...expected.images.map((i) => volumeName(i.id, i.format)),
    ...expected.vms.flatMap((v) => v.discIds.map((id) => volumeName(id, 'raw'))),
  ]);
  return [
    ...seen.domains
      .filter((d) => d.ours !== null && !vmIds.has(d.uuid))
      .map((d) => ({
        kind: 'domain.without_row' as const,
        subject: d.uuid,
        detail: `domain ${d.name} has no row`,
      })),
    ...inPool(null, seen.volumes.disks),
    ...[...seen.volumes.further].flatMap(([poolId, names]) => inPool(poolId, names ?? [])),
    ...seen.volumes.images
      .filter((name) => !imageFiles.has(name))
      .map((name) => ({ kind: 'volume.without_row' as const, subject: name, detail: 'in the images pool' })),
  ];
};

/**
 * Whether a disk's file is there; undefined: nobody can say. A pool that is empty while disks are in it by their rows is most
 * likely a file system that is not mounted: no machine is given up for that.
 */
const filesOf = (expected: Expected, seen: Inventory) => {
  const unseen = new Set(unseenPools(expected, seen).map(({ subject }) => subject));
  const files = new Map<string | null, ReadonlySet<string>>([
    [null, new Set(seen.volumes.disks)],
    ...[...seen.volumes.further].map(([poolId, names]) => [poolId, new Set(names ?? [])] as const),
  ]);
  return ({ id, poolId }: { id: string; poolId: string | null }): boolean | undefined =>
    poolId !== null && unseen.has(poolId)
      ? undefined
      : files.get(poolId)?.has(volumeName(id, 'qcow2')) === true;
};

const unseenPools = (expected: Expected, seen: Inventory): Difference[] =>
  [...seen.volumes.further].flatMap(([poolId, names]): Difference[] => {
    const kind = 'pool.unseen';
    if (names === null) return [{ kind, subject: poolId, detail: 'libvirt cannot look into its folder' }];
    const has = expected.vms.some((vm) => !vm.busy && vm.disks.some((disk) => disk.poolId === poolId));
    return has && names.length === 0
      ? [{ kind, subject: poolId, detail: 'it is empty, as if its file system was not mounted' }]
      : [];
  });

/** A file goes before its row, always: one without was put there, or kept, by somebody else. */
const strangeIncoming = (expected: Expected, incoming: readonly string[]): Difference[] => {
  const ids = new Set(expected.images.map(({ id }) => id));
  return incoming
    .filter((name) => !ids.has(name))
    .map((name) => ({ kind: 'incoming.without_row', subject: name, detail: 'among the files that come in' }));
};

const sharedThings = (seen: Inventory): Difference[] => {
  const found: Difference[] = [];
  const ours = seen.domains.filter((d) => d.ours !== null);
  for (const [path, users] of usersOf(ours.map((d) => [d.uuid, d.diskPaths]))) {
    found.push({ kind: 'disk.shared', subject: basename(path), detail: `written by ${users.join(' and ')}` });
  }
  for (const [mac, users] of usersOf(ours.map((d) => [d.uuid, d.macs]))) {
    found.push({ kind: 'mac.duplicate', subject: mac, detail: `used by ${users.join(' and ')}` });
  }
  return found;
};

/** Things that more than one holder has. */
const usersOf = (held: readonly (readonly [string, readonly string[]])[]): Map<string, string[]> => {
  const users = new Map<string, string[]>();
  for (const [holder, things] of held) {
    for (const thing of things) users.set(thing, [...(users.get(thing) ?? []), holder]);
  }
  return new Map([...users].filter(([, holders]) => holders.length > 1));
};
