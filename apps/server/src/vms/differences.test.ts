import { expect, test } from 'vitest';
import type { HardwarePart } from './configuration.ts';
import { differencesOf } from './differences.ts';
import { wayBack } from './way-back.ts';

const [one, two, three] = [
  '01890a5d-ac96-774b-bcce-b302099a8051',
  '01890a5d-ac96-774b-bcce-b302099a8052',
  '01890a5d-ac96-774b-bcce-b302099a8053',
];
const disk = (id: string, change: Partial<HardwarePart['disks'][number]> = {}) => ({
  id,
  sizeBytes: 100,
  bus: 'virtio' as const,
  cache: 'default' as const,
  bytesPerSecond: null,
  iops: null,
  pool: null,
  ...change,
});
const drive = (id: string, image: { id: string; name: string } | null = null) => ({
  id,
  bus: 'scsi' as const,
  image,
  disc: null,
});
const machine: HardwarePart = {
  vcpus: 1,
  memoryBytes: 1000,
  bootOrder: [`disk:${one}`, `cdrom:${two}`],
  disks: [disk(one)],
  hostDevices: [],
  cdroms: [drive(two)],
  nics: [],
};
const labels = {
  name: 'a',
  description: '',
  tags: ['x'],
  protected: false,
  autostart: { on: false, order: 0, delaySeconds: 0 },
};
const iso = { id: three, name: 'an ISO' };
const back = (before: object, after: object, now: object, action = 'vm.resize') =>
  wayBack({ action, before, after }, { ...labels, ...now });

test('what has not changed is not told of, and labels are told one by one', () => {
  expect(differencesOf(machine, machine)).toEqual([]);
  const after = { ...labels, name: 'b', tags: ['x', 'y'] };
  expect(differencesOf(labels, after)).toEqual([
    { what: 'name', before: 'a', after: 'b' },
    { what: 'tags', before: ['x'], after: ['x', 'y'] },
  ]);
});

test('a label goes back alone, to what it was, whatever came after; one that is so again does not', () => {
  const after = { ...labels, name: 'b', tags: ['x', 'y'] };
  const now = { ...machine, ...after, name: 'c', description: 'of later' };
  expect(back(labels, after, now)).toEqual({ by: 'edit', to: { name: 'a', tags: ['x'] } });
  expect(back(labels, after, { ...now, name: 'a' })).toEqual({ by: 'edit', to: { tags: ['x'] } });
  expect(back(labels, after, { ...machine, ...labels })).toEqual({ not: 'same' });
});

test('sizes go back, and a disk’s settings, which are not its size', () => {
  const after = { ...machine, vcpus: 2 };
  expect(differencesOf(machine, after)).toEqual([{ what: 'vcpus', before: 1, after: 2 }]);
  expect(back(machine, after, { ...after, memoryBytes: 5 })).toEqual({ by: 'resize', to: { vcpus: 1 } });
  expect(back(machine, after, machine)).toEqual({ not: 'same' });

  const tuned = { ...machine, disks: [disk(one, { iops: 50, cache: 'none' })] };
  expect(differencesOf(machine, tuned)).toEqual([
    { what: 'diskCache', before: 'default', after: 'none', number: 1 },
    { what: 'diskIops', before: null, after: 50, number: 1 },
  ]);
  const grownSince = { ...tuned, disks: [disk(one, { iops: 50, cache: 'none', sizeBytes: 200 })] };
  expect(back(machine, tuned, grownSince)).toEqual({
    by: 'disks',
    diskId: one,
    to: { bus: 'virtio', cache: 'default', bytesPerSecond: null, iops: null },
  });
  expect(back(machine, tuned, { ...machine, disks: [disk(three)] })).toEqual({ not: 'deviceGone' });
  expect(back(machine, tuned, machine)).toEqual({ not: 'same' });
});

test('a disk that came, went or grew does not go back, and says why', () => {
  const more = { ...machine, disks: [disk(one), disk(three)] };
  expect(differencesOf(machine, more)).toEqual([{ what: 'diskAdded', number: 2, sizeBytes: 100 }]);
  expect(back(machine, more, more)).toEqual({ not: 'diskAdded' });
  expect(differencesOf(more, machine)).toEqual([{ what: 'diskRemoved', number: 2, sizeBytes: 100 }]);
  expect(back(more, machine, machine)).toEqual({ not: 'diskRemoved' });
  const grown = { ...machine, disks: [disk(one, { sizeBytes: 200 })] };
  expect(differencesOf(machine, grown)).toEqual([{ what: 'diskSize', before: 100, after: 200, number: 1 }]);
  expect(back(machine, grown, grown)).toEqual({ not: 'diskGrown' });
});

test('a disk goes back into the pool that it was in, by whatever name that has now', () => {
  const fast = { id: two, name: 'fast' };
  const moved = { ...machine, disks: [disk(one, { pool: fast })] };
  expect(differencesOf(machine, moved)).toEqual([
    { what: 'diskPool', before: null, after: 'fast', number: 1 },
  ]);
  expect(back(machine, moved, moved)).toEqual({ by: 'disks', diskId: one, toPool: null });
  expect(back(machine, moved, machine)).toEqual({ not: 'same' });
  expect(back(moved, machine, machine)).toEqual({ by: 'disks', diskId: one, toPool: two });
  // its limits were changed after it
  const tuned = { ...moved, disks: [disk(one, { pool: fast, iops: 50 })] };
  expect(back(machine, moved, tuned)).toEqual({ by: 'disks', diskId: one, toPool: null });
  const renamed = { ...moved, disks: [disk(one, { pool: { ...fast, name: 'faster' } })] };
  expect(differencesOf(moved, renamed)).toEqual([]);
  expect(back(moved, { ...renamed, vcpus: 2 }, { ...renamed, vcpus: 2 })).toEqual({
    by: 'resize',
    to: { vcpus: 1 },
  });
});

test('a drive that came goes, one that went comes again with its disc, and a disc goes back into its drive', () => {
  const more = {
    ...machine,
    cdroms: [drive(two), drive(three, iso)],
    bootOrder: [...machine.bootOrder, `cdrom:${three}`],
  };
  // it is tried last, which is no other order of the rest
  expect(differencesOf(machine, more)).toEqual([
    { what: 'driveAdded', number: 2, bus: 'scsi' },
    { what: 'disc', before: null, after: 'an ISO', number: 2 },
  ]);
  expect(back(machine, more, more)).toEqual({ by: 'drives', remove: three });
  expect(back(machine, more, machine)).toEqual({ not: 'same' });
  expect(back(more, machine, machine)).toEqual({ by: 'drives', add: { bus: 'scsi', imageId: iso.id } });
  const inside = { ...machine, cdroms: [drive(two, iso)] };
  expect(back(inside, machine, machine)).toEqual({ by: 'media', cdromId: two, imageId: iso.id });
  expect(back(machine, inside, inside)).toEqual({ by: 'media', cdromId: two, imageId: null });
  expect(back(machine, inside, machine)).toEqual({ not: 'same' });
});

test('a boot order goes back to what is still there, and is told by the places of that time', () => {
  const after = { ...machine, bootOrder: [`cdrom:${two}`] };
  expect(differencesOf(machine, after)).toEqual([
    {
      what: 'bootOrder',
      before: [
        { kind: 'disk', number: 1 },
        { kind: 'cdrom', number: 1 },
      ],
      after: [{ kind: 'cdrom', number: 1 }],
    },
  ]);
  expect(back(machine, after, after)).toEqual({ by: 'boot', to: machine.bootOrder });
  expect(back(machine, after, { ...after, disks: [disk(three)] })).toEqual({ not: 'same' });
  expect(back(machine, after, { ...after, cdroms: [], disks: [disk(three)] })).toEqual({ not: 'deviceGone' });
});

test('a card’s cable and network go back, without what was not touched; a card that went does not come again', () => {
  const nic = {
    id: one,
    model: 'virtio' as const,
    network: { id: two, name: null },
    linkUp: true,
    guarded: true,
    address: null,
    groups: [],
    toGuestBitsPerSecond: null,
    fromGuestBitsPerSecond: null,
  };
  const [before, after] = [
    { ...machine, nics: [nic] },
    { ...machine, nics: [{ ...nic, network: { id: three, name: 'lab' }, linkUp: false }] },
  ];
  expect(differencesOf(before, after)).toEqual([
    { what: 'nicNetwork', before: null, after: 'lab', number: 1 },
    { what: 'nicLink', before: true, after: false, number: 1 },
  ]);
  const since = { ...after, nics: after.nics.map((each) => ({ ...each, address: '10.0.0.9' })) };
  expect(back(before, after, since)).toEqual({
    by: 'nics',
    nicId: one,
    to: { networkId: two, linkUp: true },
  });
  expect(back(before, after, before)).toEqual({ not: 'same' });
  const slow = { ...machine, nics: [{ ...nic, toGuestBitsPerSecond: 8_000_000 }] };
  expect(differencesOf(slow, before)).toEqual([
    { what: 'nicToGuest', before: 8_000_000, after: null, number: 1 },
  ]);
  expect(back(slow, before, before)).toEqual({
    by: 'nics',
    nicId: one,
    to: { toGuestBitsPerSecond: 8_000_000 },
  });
  const group = { id: three, name: 'ssh' };
  const walled = { ...machine, nics: [{ ...nic, groups: [group] }] };
  expect(differencesOf(before, walled)).toEqual([
    { what: 'nicGroups', before: [], after: ['ssh'], number: 1 },
  ]);
  expect(back(walled, before, before)).toEqual({ by: 'nics', nicId: one, to: { groupIds: [three] } });
  expect(back(before, walled, walled)).toEqual({ by: 'nics', nicId: one, to: { groupIds: [] } });
  expect(
    differencesOf(walled, { ...machine, nics: [{ ...nic, groups: [{ ...group, name: 'new' }] }] }),
  ).toEqual([]);
  // another name of the same network is no change of the card
  const renamed = { ...machine, nics: [{ ...nic, network: { id: two, name: 'new' } }] };
  expect(differencesOf(before, renamed)).toEqual([]);
  expect(differencesOf(machine, before)).toEqual([{ what: 'nicAdded', number: 1, network: null }]);
  expect(back(machine, before, before)).toEqual({ by: 'nics', removeNic: one });
  expect(back(before, machine, machine)).toEqual({ not: 'nicRemoved' });
});

test('a device of the host goes back to the host, and comes again as the same, unless it is there again', () => {
  const source = { kind: 'pci', address: '0000:01:00.0' } as const;
  const after = { ...machine, hostDevices: [{ id: one, name: 'card', source }] };
  expect(differencesOf(machine, after)).toEqual([{ what: 'hostDeviceAdded', name: 'card' }]);
  expect(differencesOf(after, machine)).toEqual([{ what: 'hostDeviceRemoved', name: 'card' }]);
  expect(back(machine, after, after)).toEqual({ by: 'hostDevices', take: one });
  expect(back(machine, after, machine)).toEqual({ not: 'same' });
  expect(back(after, machine, machine)).toEqual({ by: 'hostDevices', give: source });
  const again = { ...machine, hostDevices: [{ id: two, name: 'card', source }] };
  expect(back(after, machine, again)).toEqual({ not: 'same' });
});

test('firmware, machine type and processor go back together; what was in a TPM does not come again', () => {
  const plain = {
    firmware: 'bios' as const,
    secureBoot: false,
    tpm: false,
    machine: null,
    cpuModel: null,
  };
  const before = { ...machine, ...plain };
  const after = { ...before, firmware: 'uefi' as const, secureBoot: true, cpuModel: 'Nehalem' };
  expect(differencesOf(before, after)).toEqual([
    { what: 'firmware', before: 'bios', after: 'uefi' },
    { what: 'secureBoot', before: false, after: true },
    { what: 'cpuModel', before: null, after: 'Nehalem' },
  ]);
  // what came after stays
  expect(back(before, after, { ...after, machine: 'pc-q35-7.1' })).toEqual({
    by: 'hardware',
    to: { firmware: 'bios', secureBoot: false, cpuModel: null },
  });
  expect(back(before, after, { ...after, cpuModel: null })).toEqual({
    by: 'hardware',
    to: { firmware: 'bios', secureBoot: false },
  });
  expect(back(before, after, before)).toEqual({ not: 'same' });
  const withTpm = { ...before, tpm: true };
  expect(back(before, withTpm, withTpm)).toEqual({ not: 'tpmAdded' });
  expect(back(withTpm, before, before)).toEqual({ not: 'tpmRemoved' });
  // written down before these could be changed
  expect(differencesOf(machine, before)).toEqual([]);
  expect(back({ ...machine, vcpus: 2 }, machine, before)).toEqual({ by: 'resize', to: { vcpus: 2 } });
});

test('going back to a snapshot is another matter', () => {
  expect(back(machine, { ...machine, vcpus: 2 }, machine, 'vm.snapshotRestore')).toEqual({
    not: 'restored',
  });
});
