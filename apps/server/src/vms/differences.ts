import { isDeepStrictEqual } from 'node:util';
import type { Difference } from '@limen/contract/changes';
import type { Configuration, HardwarePart } from './configuration.ts';

/** In what a machine differs from what it was, one thing each, in the order in which a person reads of it. */
export const differencesOf = (before: Configuration, after: Configuration): Difference[] => [
  ...changed('name', before.name, after.name),
  ...changed('description', before.description, after.description),
  ...changed('tags', before.tags, after.tags),
  ...changed('protected', before.protected, after.protected),
  ...changed('autostart', before.autostart, after.autostart),
  ...changed('vcpus', before.vcpus, after.vcpus),
  ...changed('memoryBytes', before.memoryBytes, after.memoryBytes),
  ...changed('firmware', before.firmware, after.firmware),
  ...changed('secureBoot', before.secureBoot, after.secureBoot),
  ...changed('tpm', before.tpm, after.tpm),
  ...changed('machine', before.machine, after.machine),
  ...changed('cpuModel', before.cpuModel, after.cpuModel),
  ...disksOf(before.disks ?? [], after.disks ?? []),
  ...drivesOf(before.cdroms ?? [], after.cdroms ?? []),
  ...nicsOf(before.nics ?? [], after.nics ?? []),
  ...hostDevicesOf(before.hostDevices ?? [], after.hostDevices ?? []),
  ...bootOf(before, after),
];

const changed = <const W extends string, T>(
  what: W,
  before: T | undefined,
  after: T | undefined,
): { what: W; before: T; after: T }[] =>
  before === undefined || after === undefined || isDeepStrictEqual(before, after)
    ? []
    : [{ what, before, after }];

type Disks = HardwarePart['disks'];

/** Another name of a pool is no change of what lies in it. */
export const poolIdOf = ({ pool }: Disks[number]): string | null => pool?.id ?? null;

const disksOf = (before: Disks, after: Disks): Difference[] => [
  ...before.flatMap(({ id, sizeBytes }, n): Difference[] =>
    after.some((disk) => disk.id === id) ? [] : [{ what: 'diskRemoved', number: n + 1, sizeBytes }],
  ),
  ...after.flatMap((disk, n): Difference[] => {
    const number = n + 1;
    const was = before.find(({ id }) => id === disk.id);
    if (!was) return [{ what: 'diskAdded', number, sizeBytes: disk.sizeBytes }];
    const fields: Difference[] = [
      ...changed('diskSize', was.sizeBytes, disk.sizeBytes).map((d) => ({ ...d, number })),
      ...changed('diskBus', was.bus, disk.bus).map((d) => ({ ...d, number })),
      ...changed('diskCache', was.cache, disk.cache).map((d) => ({ ...d, number })),
      ...changed('diskBytesPerSecond', was.bytesPerSecond, disk.bytesPerSecond).map((d) => ({
        ...d,
        number,
      })),
      ...changed('diskIops', was.iops, disk.iops).map((d) => ({ ...d, number })),
      ...changed('diskPool', poolIdOf(was), poolIdOf(disk)).map((d) => ({
        ...d,
        before: was.pool?.name ?? null,
        after: disk.pool?.name ?? null,
        number,
      })),
    ];
    return fields;
  }),
];

type Drives = HardwarePart['cdroms'];

const drivesOf = (before: Drives, after: Drives): Difference[] => [
  ...before.flatMap(({ id, bus }, n): Difference[] =>
    after.some((drive) => drive.id === id) ? [] : [{ what: 'driveRemoved', number: n + 1, bus }],
  ),
  ...after.flatMap((drive, n): Difference[] => {
    const number = n + 1;
    const was = before.find(({ id }) => id === drive.id);
    const added: Difference[] = was ? [] : [{ what: 'driveAdded', number, bus: drive.bus }];
    return [...added, ...changed('disc', inside(was), inside(drive)).map((d) => ({ ...d, number }))];
  }),
];

/** What is in a drive, by its name; one that was not there had nothing in it. */
const inside = (drive: Drives[number] | undefined): string | null =>
  drive?.image?.name ?? drive?.disc ?? null;

type Nics = HardwarePart['nics'];

/** Another name of a group is no change of the card. */
const idOf = ({ id }: { id: string }): string => id;
const nameOf = ({ name }: { name: string }): string => name;

const nicsOf = (before: Nics, after: Nics): Difference[] => [
  ...before.flatMap(({ id, network }, n): Difference[] =>
    after.some((nic) => nic.id === id) ? [] : [{ what: 'nicRemoved', number: n + 1, network: network.name }],
  ),
  ...after.flatMap((nic, n): Difference[] => {
    const number = n + 1;
    const was = before.find(({ id }) => id === nic.id);
    if (!was) return [{ what: 'nicAdded', number, network: nic.network.name }];
    const moved = was.network.id !== nic.network.id;
    return [
      ...(moved
        ? [{ what: 'nicNetwork' as const, before: was.network.name, after: nic.network.name, number }]
        : []),
      ...changed('nicModel', was.model, nic.model).map((d) => ({ ...d, number })),
      ...changed('nicLink', was.linkUp, nic.linkUp).map((d) => ({ ...d, number })),
      ...changed('nicGuarded', was.guarded, nic.guarded).map((d) => ({ ...d, number })),
      ...changed('nicAddress', was.address, nic.address).map((d) => ({ ...d, number })),
      ...changed('nicGroups', was.groups.map(idOf), nic.groups.map(idOf)).map((d) => ({
        ...d,
        before: was.groups.map(nameOf),
        after: nic.groups.map(nameOf),
        number,
      })),
      ...changed('nicToGuest', was.toGuestBitsPerSecond, nic.toGuestBitsPerSecond).map((d) => ({
        ...d,
        number,
      })),
      ...changed('nicFromGuest', was.fromGuestBitsPerSecond, nic.fromGuestBitsPerSecond).map((d) => ({
        ...d,
        number,
      })),
    ];
  }),
];

type GivenDevices = HardwarePart['hostDevices'];

const hostDevicesOf = (before: GivenDevices, after: GivenDevices): Difference[] => [
  ...before.flatMap(({ id, name }): Difference[] =>
    after.some((device) => device.id === id) ? [] : [{ what: 'hostDeviceRemoved', name }],
  ),
  ...after.flatMap(({ id, name }): Difference[] =>
    before.some((device) => device.id === id) ? [] : [{ what: 'hostDeviceAdded', name }],
  ),
];

/** Devices that came or went are told of by themselves: the order of the others is what differs. */
const bootOf = (before: Configuration, after: Configuration): Difference[] => {
  if (!before.bootOrder || !after.bootOrder) return [];
  const [was, is] = [placesOf(before), placesOf(after)];
  const both = (order: readonly string[]): string[] => order.filter((key) => was.has(key) && is.has(key));
  if (both(before.bootOrder).join() === both(after.bootOrder).join()) return [];
  const parts = (order: readonly string[], places: ReadonlyMap<string, Place>): Place[] =>
    order.flatMap((key) => places.get(key) ?? []);
  return [{ what: 'bootOrder', before: parts(before.bootOrder, was), after: parts(after.bootOrder, is) }];
};

type Place = { kind: 'disk' | 'cdrom' | 'nic'; number: number };

const placesOf = ({ disks = [], cdroms = [], nics = [] }: Configuration): Map<string, Place> =>
  new Map(
    (
      [
        ['disk', disks],
        ['cdrom', cdroms],
        ['nic', nics],
      ] as const
    ).flatMap(([kind, all]) =>
      all.map(({ id }, n): [string, Place] => [`${kind}:${id}`, { kind, number: n + 1 }]),
    ),
  );
