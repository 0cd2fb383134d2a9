import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VmChange } from '@limen/contract/changes';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { Operation } from '@limen/contract/operations';
import type { StoragePool } from '@limen/contract/storage-pools';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { lookAtHost, reconcileHost } from '../world/reconcile.ts';

const MiB = 1024 ** 2;

let machines: Machines;
beforeAll(async () => {
  machines = await startMachines();
});
afterAll(() => machines.server.close());

const list = async (vm: Vm): Promise<VmChange[]> =>
  (await machines.user('GET', `/api/vms/${vm.id}/changes`)).json<{ changes: VmChange[] }>().changes;
const newest = async (vm: Vm): Promise<VmChange> => {
  const [change] = await list(vm);
  if (!change) throw new Error('nothing was changed');
  return change;
};
const takeBack = async (vm: Vm, change: VmChange) =>
  machines.user('POST', `/api/vms/${vm.id}/changes/${change.id}/take-back`);
/** Takes the newest change back, to the end. */
const undo = async (vm: Vm): Promise<Operation | null> => {
  const reply = await takeBack(vm, await newest(vm));
  expect(reply.statusCode, reply.body).toBe(200);
  const { operation } = reply.json<{ operation: Operation | null }>();
  const ended = operation && (await machines.server.ended(operation.id));
  if (ended) expect(ended).toMatchObject({ state: 'succeeded' });
  return ended;
};
const did = async (reply: Awaited<ReturnType<Machines['user']>>): Promise<void> => {
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
};
const codeOf = (reply: Awaited<ReturnType<Machines['user']>>): string => reply.json<ErrorBody>().error.code;

test('every kind of change is kept with who did it and what it was, and goes back where it can', async () => {
  const { user } = machines;
  const vm = await machines.create({ name: 'changed', start: false });
  const path = `/api/vms/${vm.id}`;
  expect(await list(vm)).toEqual([]);

  await user('PATCH', path, { name: 'another', tags: ['x'], protected: true });
  expect(await newest(vm)).toMatchObject({
    action: 'vm.edit',
    actor: { name: 'user' },
    way: { by: 'edit' },
    differences: [
      { what: 'name', before: 'changed', after: 'another' },
      { what: 'tags', before: [], after: ['x'] },
      { what: 'protected', before: false, after: true },
    ],
  });
  // what changes nothing is no change
  await user('PATCH', path, { name: 'another' });
  expect(await list(vm)).toHaveLength(1);
  expect(await undo(vm)).toBeNull();
  expect(await machines.get(vm.id)).toMatchObject({ name: 'changed', tags: [], protected: false });
  const [back, first] = await list(vm);
  expect(back?.differences).toHaveLength(3);
  expect(first?.way).toEqual({ not: 'same' });
  expect(codeOf(await takeBack(vm, first as VmChange))).toBe('vm.no_way_back');

  await did(await user('POST', `${path}/resize`, { vcpus: 2, memoryBytes: 128 * MiB }));
  expect(await newest(vm)).toMatchObject({
    action: 'vm.resize',
    way: { by: 'resize' },
    differences: [
      { what: 'vcpus', before: 1, after: 2 },
      { what: 'memoryBytes', before: 256 * MiB, after: 128 * MiB },
    ],
  });
  expect(await undo(vm)).toMatchObject({ kind: 'vm.resize' });
  expect(await machines.get(vm.id)).toMatchObject({
    vcpus: { configured: 1 },
    memoryBytes: { configured: 256 * MiB },
  });
  expect(virsh('vcpucount', vm.id, '--config', '--current').trim()).toBe('1');

  await did(await user('POST', `${path}/cdroms`, { imageId: null, bus: 'scsi' }));
  expect((await newest(vm)).differences).toEqual([{ what: 'driveAdded', number: 2, bus: 'scsi' }]);
  const { cdroms } = await machines.get(vm.id);
  expect(await undo(vm)).toMatchObject({ kind: 'vm.media' });
  expect((await machines.get(vm.id)).cdroms).toEqual(cdroms.slice(0, 1));
  expect((await newest(vm)).differences).toMatchObject([{ what: 'driveRemoved', number: 2 }]);

  const order = (await machines.get(vm.id)).boot.order;
  await did(await user('PUT', `${path}/boot`, { order: order.toReversed(), once: null }));
  expect(await newest(vm)).toMatchObject({ way: { by: 'boot' }, differences: [{ what: 'bootOrder' }] });
  expect(await undo(vm)).toMatchObject({ kind: 'vm.boot' });
  expect((await machines.get(vm.id)).boot.order).toEqual(order);

  const disk = `${path}/disks/${vm.disks[0]?.id}`;
  await did(await user('PUT', `${disk}/tuning`, { iops: 1000, cache: 'none' }));
  expect(await newest(vm)).toMatchObject({
    action: 'vm.disk.tune',
    differences: [
      { what: 'diskCache', before: 'default', after: 'none', number: 1 },
      { what: 'diskIops', before: null, after: 1000, number: 1 },
    ],
  });
  expect(await undo(vm)).toMatchObject({ kind: 'vm.disk.tune' });
  expect(virsh('dumpxml', vm.id)).not.toContain('total_iops_sec');

  await did(await user('POST', `${path}/disks`, { sizeBytes: 16 * MiB }));
  expect(await newest(vm)).toMatchObject({
    differences: [{ what: 'diskAdded', number: 2, sizeBytes: 16 * MiB }],
    way: { not: 'diskAdded' },
  });
  const added = (await machines.get(vm.id)).disks[1]?.id;
  const folder = join(mkdtempSync(join(tmpdir(), 'limen-changes-')), 'far');
  const made = await machines.server.admin('POST', '/api/storage-pools', { name: 'far', path: folder });
  const pool = made.json<StoragePool>();
  await did(await user('POST', `${path}/disks/${added}/move`, { poolId: pool.id }));
  expect(await newest(vm)).toMatchObject({
    action: 'vm.disk.move',
    differences: [{ what: 'diskPool', before: null, after: 'far', number: 2 }],
    way: { by: 'disks' },
  });
  expect(await undo(vm)).toMatchObject({ kind: 'vm.disk.move' });
  expect(readdirSync(folder)).toEqual([]);
  const gone = await machines.server.admin('DELETE', `/api/storage-pools/${pool.id}`);
  expect(gone.statusCode).toBe(204);
  const noPool = await takeBack(vm, await newest(vm));
  expect([codeOf(noPool), noPool.json<ErrorBody>().error.message].join()).toMatch(/^vm.no_way_back,.*pool/);
  await did(await user('PATCH', `${path}/disks/${added}`, { sizeBytes: 32 * MiB }));
  expect(await newest(vm)).toMatchObject({
    differences: [{ what: 'diskSize', before: 16 * MiB, after: 32 * MiB, number: 2 }],
    way: { not: 'diskGrown' },
  });
  await did(await user('DELETE', `${path}/disks/${added}`));
  const removed = await newest(vm);
  expect(removed).toMatchObject({
    action: 'vm.disk.remove',
    differences: [{ what: 'diskRemoved', number: 2, sizeBytes: 32 * MiB }],
    way: { not: 'diskRemoved' },
  });
  expect(codeOf(await takeBack(vm, removed))).toBe('vm.no_way_back');
  expect(await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).toEqual([]);
  await machines.remove(vm.id);
});

test('what did not come to be is no change, and what virsh does is nobody’s', async () => {
  const vm = await machines.create({ name: 'twice', start: false });
  const path = `/api/vms/${vm.id}`;
  // libvirt takes no definition of a machine that is not there: what was written is put back
  virsh('undefine', vm.id);
  const reply = await machines.user('PUT', `${path}/disks/${vm.disks[0]?.id}/tuning`, { iops: 1000 });
  expect(reply.statusCode, reply.body).toBe(202);
  expect(await machines.server.ended(reply.json<Operation>().id)).toMatchObject({ state: 'failed' });
  expect(await list(vm)).toEqual([]);
  await reconcileHost(machines.server.deps, machines.server.deps.hosts.local().id);

  virsh('setvcpus', vm.id, '2', '--config');
  await reconcileHost(machines.server.deps, machines.server.deps.hosts.local().id);
  const seen = await poll(
    () => list(vm),
    (changes) => changes.length > 0,
  );
  expect(seen).toMatchObject([
    { actor: null, action: 'vm.resize', differences: [{ what: 'vcpus', before: 1, after: 2 }] },
  ]);
  expect(await undo(vm)).toMatchObject({ kind: 'vm.resize' });
  expect((await machines.get(vm.id)).vcpus.configured).toBe(1);
  await machines.remove(vm.id);
});

test('of many changes the last fifty stay, and who may only look may see them and change nothing', async () => {
  const { server, user } = machines;
  const vm = await machines.create({ name: 'often', start: false });
  for (let n = 0; n < 53; n += 1) await user('PATCH', `/api/vms/${vm.id}`, { description: `state ${n}` });
  const changes = await list(vm);
  expect(changes).toHaveLength(50);
  expect(changes.at(-1)?.differences).toEqual([{ what: 'description', before: 'state 2', after: 'state 3' }]);
  const viewer = await server.person('viewer');
  const oldest = changes.at(-1) as VmChange;
  const path = `/api/vms/${vm.id}/changes`;
  expect((await viewer('GET', path)).statusCode).toBe(404);
  await user('PUT', `/api/vms/${vm.id}/shares`, { userName: 'viewer', level: 'viewer' });
  expect((await viewer('GET', path)).json<{ changes: VmChange[] }>().changes).toHaveLength(50);
  expect(codeOf(await viewer('POST', `${path}/${oldest.id}/take-back`))).toBe('auth.forbidden');
  // one click, however long ago
  expect((await takeBack(vm, oldest)).statusCode).toBe(200);
  expect((await machines.get(vm.id)).description).toBe('state 2');
  await machines.remove(vm.id);
});
