import { describe, expect, test } from 'vitest';
import type { Inventory } from '../hypervisor/inventory.ts';
import { compareWorld, type Difference, differenceKinds, type Expected } from './compare-world.ts';

const vmId = '01890000-0000-7000-8000-000000000001';
const diskId = '01890000-0000-7000-8000-000000000002';
const imageId = '01890000-0000-7000-8000-000000000003';
const ownerId = '01890000-0000-7000-8000-000000000004';
const discId = '01890000-0000-7000-8000-000000000006';
const otherId = '01890000-0000-7000-8000-000000000005';

const size = { vcpus: 1, vcpusMax: 4, memoryBytes: 2 ** 28, memoryMaxBytes: 2 ** 30 };
const vm: Expected['vms'][number] = {
  id: vmId,
  ownerId,
  phase: 'ready',
  observedState: 'running',
  busy: false,
  disks: [{ id: diskId, poolId: null }],
  discIds: [discId],
  macs: ['52:4c:4d:00:00:01'],
  guardedMacs: ['52:4c:4d:00:00:01'],
  hostDevices: [{ id: diskId }],
  sizes: { defined: size, run: size },
};
const domain: Inventory['domains'][number] = {
  name: `vm-${vmId}`,
  uuid: vmId,
  state: 'running',
  ours: { vmId, ownerId },
  diskPaths: [`/pool/${diskId}.qcow2`],
  macs: ['52:4c:4d:00:00:01'],
  unguardedMacs: [],
  hostDeviceIds: [diskId],
  sizes: { defined: size, given: size },
};
const image: Expected['images'][number] = { id: imageId, state: 'ready', format: 'raw', busy: false };

const expected = (change: Partial<Expected> = {}): Expected => ({ vms: [vm], images: [image], ...change });
const images = [`${imageId}.iso`, `${discId}.iso`];
const further: Inventory['volumes']['further'] = new Map();
const seen = (change: Partial<Inventory> = {}): Inventory => ({
  domains: [domain],
  strays: [],
  volumes: { disks: [`${diskId}.qcow2`], images, further },
  ...change,
});
const kinds = (differences: Difference[]): string[] => differences.map((d) => d.kind).sort();

test('a world in which everything agrees has no differences', () => {
  expect(compareWorld(expected(), seen())).toEqual([]);
});

const cases: Record<(typeof differenceKinds)[number], [Expected, Inventory, string[]?, string[]?]> = {
  'limits.differ': [expected(), seen(), [], ['ip link del limen-00000a-i']],
  'incoming.without_row': [expected(), seen(), [imageId, otherId]],
  'vm.domain_missing': [expected(), seen({ domains: [] })],
  'vm.disk_missing': [expected(), seen({ volumes: { disks: [], images, further } })],
  'vm.disc_missing': [
    expected(),
    seen({ volumes: { disks: [`${diskId}.qcow2`], images: [`${imageId}.iso`], further } }),
  ],
  'vm.state_differs': [expected(), seen({ domains: [{ ...domain, state: 'paused' }] })],
  'vm.size_differs': [
    expected(),
    seen({ domains: [{ ...domain, sizes: { defined: size, given: { ...size, vcpus: 2 } } }] }),
  ],
  'vm.owner_differs': [expected(), seen({ domains: [{ ...domain, ours: { vmId, ownerId: otherId } }] })],
  'vm.mac_differs': [expected(), seen({ domains: [{ ...domain, macs: ['52:4c:4d:00:00:02'] }] })],
  'vm.host_device_differs': [expected(), seen({ domains: [{ ...domain, hostDeviceIds: [] }] })],
  'vm.unguarded': [expected(), seen({ domains: [{ ...domain, unguardedMacs: domain.macs }] })],
  'vm.qemu_stray': [expected(), seen({ strays: [vmId] })],
  'vm.stuck': [expected({ vms: [{ ...vm, phase: 'deleting' }] }), seen()],
  'vm.runs_in_trash': [expected({ vms: [{ ...vm, phase: 'trashed' }] }), seen()],
  'vm.leftover': [
    expected({ vms: [{ ...vm, phase: 'failed' }] }),
    seen({ volumes: { disks: [], images, further } }),
  ],
  'image.file_missing': [
    expected(),
    seen({ volumes: { disks: [`${diskId}.qcow2`], images: [`${discId}.iso`], further } }),
  ],
  'domain.without_row': [
    expected(),
    seen({ domains: [domain, { ...domain, uuid: otherId, diskPaths: [], macs: [] }] }),
  ],
  'volume.without_row': [
    expected(),
    seen({ volumes: { disks: [`${diskId}.qcow2`, `${otherId}.qcow2`], images, further } }),
  ],
  'pool.unseen': [
    expected({ vms: [{ ...vm, disks: [{ id: diskId, poolId: otherId }] }] }),
    seen({ volumes: { disks: [], images, further: new Map([[otherId, null]]) } }),
  ],
  'disk.shared': [
    expected({ vms: [vm, { ...vm, id: otherId, macs: [] }] }),
    seen({ domains: [domain, { ...domain, uuid: otherId, ours: { vmId: otherId, ownerId }, macs: [] }] }),
  ],
  'mac.duplicate': [
    expected({ vms: [vm, { ...vm, id: otherId }] }),
    seen({
      domains: [domain, { ...domain, uuid: otherId, ours: { vmId: otherId, ownerId }, diskPaths: [] }],
    }),
  ],
};

describe('every kind of difference is found, and nothing beside it', () => {
  test.each(differenceKinds)('%s', (kind) => {
    const [rows, inventory, incoming, limiting] = cases[kind];
    expect(kinds(compareWorld(rows, inventory, incoming, limiting))).toEqual([kind]);
  });
});

test('what an operation is working on is not reported, and a foreign domain never', () => {
  const foreign = {
    ...domain,
    name: 'mine',
    uuid: otherId,
    ours: null,
    macs: [],
    diskPaths: [`/pool/${diskId}.qcow2`],
  };
  expect(
    compareWorld(expected({ vms: [{ ...vm, busy: true, phase: 'creating' }] }), seen({ domains: [foreign] })),
  ).toEqual([]);
});

describe('a disk in a further pool', () => {
  const poolId = '01890000-0000-7000-8000-000000000007';
  const there = [`${diskId}.qcow2`];
  const at = (change: Partial<typeof vm> = {}): Expected =>
    expected({ vms: [{ ...vm, disks: [{ id: diskId, poolId }], ...change }] });
  const holding = (disks: string[], names: string[] | null): Inventory =>
    seen({ volumes: { disks, images, further: new Map([[poolId, names]]) } });

  test('is looked for in that one, and a file of its name in another is nobody’s', () => {
    expect(compareWorld(at(), holding([], there))).toEqual([]);
    expect(kinds(compareWorld(at(), holding(there, there)))).toEqual(['volume.without_row']);
    expect(kinds(compareWorld(at(), holding([], [`${otherId}.qcow2`])))).toEqual([
      'vm.disk_missing',
      'volume.without_row',
    ]);
  });

  test('is not called missing where its pool is empty, as of a file system that is not mounted', () => {
    expect(kinds(compareWorld(at(), holding([], [])))).toEqual(['pool.unseen']);
    expect(compareWorld(expected(), holding(there, []))).toEqual([]);
  });

  test('is in two pools while an operation copies it, and half in one', () => {
    expect(compareWorld(at({ busy: true }), holding(there, [`${diskId}.qcow2.half`]))).toEqual([]);
    expect(kinds(compareWorld(at(), holding([], [...there, `${diskId}.qcow2.half`])))).toEqual([
      'volume.without_row',
    ]);
  });
});
