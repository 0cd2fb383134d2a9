import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VmDisk } from '@limen/contract/disks';
import type { Operation } from '@limen/contract/operations';
import type { StoragePool } from '@limen/contract/storage-pools';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost } from '../world/reconcile.ts';

const MiB = 1024 ** 2;
const done = { state: 'succeeded', error: null };

let machines: Machines;
let base: string;
beforeAll(async () => {
  machines = await startMachines();
  base = mkdtempSync(join(tmpdir(), 'limen-pools-'));
});
afterAll(() => machines.server.close());

const add = async (name: string, path = join(base, name)): Promise<StoragePool> => {
  const reply = await machines.server.admin('POST', '/api/storage-pools', { name, path });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<StoragePool>();
};
const poolNamed = async (name: string): Promise<StoragePool | undefined> =>
  (await machines.user('GET', '/api/storage-pools'))
    .json<{ pools: StoragePool[] }>()
    .pools.find((pool) => pool.name === name);
const refusedAt = async (path: string): Promise<string> => {
  const reply = await machines.server.admin('POST', '/api/storage-pools', { name: 'refused', path });
  return reply.json<{ error: { code: string } }>().error.code;
};
const world = () => lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id);
const disksOf = (vm: Vm): Promise<VmDisk[]> => machines.disksOf(vm);
const ask = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Operation> =>
  machines.carryOut(method, path, body);
const file = (disk: { id: string } | undefined): string => `${disk?.id}.qcow2`;

test('a folder becomes a pool that libvirt starts with the host, and goes again while no disk is in it; the folder stays', async () => {
  const pool = await add('plain');
  expect(pool).toMatchObject({ name: 'plain', path: join(base, 'plain'), disks: 0 });
  expect(pool.availableBytes).toBeGreaterThan(0);
  const name = `limen-disks-${pool.id.slice(-12)}`;
  expect(virsh('pool-info', name)).toMatch(/State: +running[^]*Autostart: +yes/);
  expect(await poolNamed('plain')).toMatchObject({ id: pool.id, path: null });
  const renamed = await machines.server.admin('PATCH', `/api/storage-pools/${pool.id}`, { name: 'other' });
  expect(renamed.json()).toMatchObject({ id: pool.id, name: 'other' });
  const gone = await machines.server.admin('DELETE', `/api/storage-pools/${pool.id}`);
  expect(gone.statusCode).toBe(204);
  expect(virsh('pool-list', '--all')).not.toContain(name);
  expect(existsSync(join(base, 'plain'))).toBe(true);
  expect(await world()).toEqual([]);
});

test('no pool is made of LIMEN’s folders, of another pool’s, of what has files in it, by whatever way it is named', async () => {
  const { home } = machines.server;
  const pool = await add('first');
  mkdirSync(join(base, 'full'));
  writeFileSync(join(base, 'full', 'somebody’s'), '');
  writeFileSync(join(base, 'file'), '');
  symlinkSync(home, join(base, 'link'));
  const bad = [
    home,
    join(home, 'pools'),
    join(home, '..'),
    join(home, 'new'),
    join(base, 'link'),
    join(base, 'link', 'new'),
    `${base}/a/../b`,
    `${base}/slash/`,
    join(base, 'first'),
    join(base, 'first', 'inside'),
    base,
    join(base, 'full'),
    join(base, 'file'),
  ];
  // somebody else's, of which LIMEN knows by libvirt alone
  mkdirSync(join(base, 'foreign'));
  virsh('pool-create-as', 'foreign', 'dir', '--target', join(base, 'foreign'));
  bad.push(join(base, 'foreign'), join(base, 'foreign', 'inside'));
  for (const path of bad) expect(await refusedAt(path), path).toBe('pool.folder');
  virsh('pool-destroy', 'foreign');
  expect(await refusedAt('relative')).toBe('request.invalid');
  const twice = await machines.server.admin('POST', '/api/storage-pools', {
    name: 'FIRST',
    path: join(base, 'second'),
  });
  expect(twice.json()).toMatchObject({ error: { code: 'pool.name_taken', field: 'name' } });
  expect(existsSync(join(base, 'second'))).toBe(false);
  expect((await machines.server.admin('DELETE', `/api/storage-pools/${pool.id}`)).statusCode).toBe(204);
});

test('of pools that are added at the same moment in one folder, or one inside the other, one is made', async () => {
  const at = (n: number): string => join(base, `race-${n}`);
  const pairs = Array.from({ length: 12 }, (_, n) => {
    const inside = join(at(n), 'in', 'side');
    return n % 3 === 0 ? [at(n), at(n)] : n % 3 === 1 ? [at(n), inside] : [inside, at(n)];
  });
  const made = await Promise.all(
    pairs.map((paths, n) =>
      Promise.all(
        paths.map(async (path, which) => {
          const body = { name: `race ${n} ${which}`, path };
          return (await machines.server.admin('POST', '/api/storage-pools', body)).json<
            Partial<StoragePool> & { error?: { code: string } }
          >();
        }),
      ),
    ),
  );
  for (const pair of made) {
    expect(pair.map(({ error }) => error?.code ?? 'made').toSorted()).toEqual(['made', 'pool.folder']);
    for (const { id } of pair) {
      if (id === undefined) continue;
      expect((await machines.server.admin('DELETE', `/api/storage-pools/${id}`)).statusCode).toBe(204);
    }
  }
  expect(await world()).toEqual([]);
});

test('disks live in a further pool as they do in LIMEN’s own: made, grown, in snapshots, cloned, in the trash, deleted', {
  timeout: 300_000,
}, async () => {
  const pool = await add('work');
  const files = (): string[] => readdirSync(join(base, 'work')).sort();
  const vm = await machines.create({ name: 'elsewhere', poolId: pool.id });
  const [system] = await disksOf(vm);
  expect(system).toMatchObject({ pool: { id: pool.id, name: 'work' } });
  expect(files()).toEqual([file(system)]);
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  const path = `/api/vms/${vm.id}/disks`;
  expect(await ask('POST', path, { sizeBytes: 32 * MiB, poolId: pool.id })).toMatchObject(done);
  expect(await ask('POST', path, { sizeBytes: 32 * MiB })).toMatchObject(done);
  const [, second, third] = await disksOf(vm);
  expect([second?.pool?.id, third?.pool]).toEqual([pool.id, null]);
  expect(files()).toEqual([file(system), file(second)].sort());
  expect(await ask('PATCH', `${path}/${second?.id}`, { sizeBytes: 64 * MiB })).toMatchObject(done);
  expect(virsh('domblkinfo', vm.id, 'vdb')).toMatch(new RegExp(`Capacity: +${64 * MiB}\\b`));
  expect(await ask('DELETE', `${path}/${third?.id}`)).toMatchObject(done);
  expect(await world()).toEqual([]);
  line.close();

  // a pool with disks in it stays
  const refused = await machines.server.admin('DELETE', `/api/storage-pools/${pool.id}`);
  expect(refused.json()).toMatchObject({ error: { code: 'pool.in_use' } });
  expect(await poolNamed('work')).toMatchObject({ disks: 2 });

  expect(await machines.act(vm.id, 'power-off')).toMatchObject(done);
  expect(await ask('POST', `/api/vms/${vm.id}/snapshots`, { name: 'one' })).toMatchObject(done);
  const reply = await machines.user('POST', `/api/vms/${vm.id}/clone`, { name: 'copy' });
  expect(reply.statusCode, reply.body).toBe(202);
  const made = reply.json<{ vm: Vm; operation: Operation }>();
  expect(await machines.server.ended(made.operation.id)).toMatchObject(done);
  const copies = await disksOf(made.vm);
  expect(copies.map((disk) => disk.pool?.id)).toEqual([pool.id, pool.id]);
  expect(files()).toEqual([system, second, ...copies].map(file).sort());
  expect(await machines.act(made.vm.id, 'start')).toMatchObject(done);
  expect(await world()).toEqual([]);

  // libvirt loses the pool, as on a host that was installed anew: it is defined again where it is needed
  const name = `limen-disks-${pool.id.slice(-12)}`;
  virsh('pool-destroy', name);
  virsh('pool-undefine', name);
  expect(await world()).toEqual([]);
  // its file system is not mounted: no machine is given up for that
  renameSync(join(base, 'work'), join(base, 'away'));
  virsh('pool-destroy', name);
  expect(await world()).toEqual([expect.objectContaining({ kind: 'pool.unseen', subject: pool.id })]);
  renameSync(join(base, 'away'), join(base, 'work'));
  expect(await world()).toEqual([]);

  for (const id of [vm.id, made.vm.id]) expect(await machines.remove(id)).toMatchObject(done);
  expect(files()).toEqual([]);
  expect((await machines.server.admin('DELETE', `/api/storage-pools/${pool.id}`)).statusCode).toBe(204);
});
