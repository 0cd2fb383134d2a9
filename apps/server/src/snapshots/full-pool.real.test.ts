import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { StoragePool } from '@limen/contract/storage-pools';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGuestLine } from '../../testing/guest-line.ts';
import { type Machines, startMachines } from '../../testing/machines.ts';
import { mountSmallPool, type SmallPool } from '../../testing/small-pool.ts';
import { HostConnection } from '../hypervisor/host-connection.ts';
import { deleteRunning, openDisks, saveMemory } from '../hypervisor/host-snapshots.ts';
import { compareSnapshots } from './compare-snapshots.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let disks: string;
let pool: SmallPool;
beforeAll(async () => {
  machines = await startMachines();
  disks = join(machines.server.home, 'pools', 'disks');
  pool = mountSmallPool(disks, 400);
});
afterAll(async () => {
  pool.end();
  await machines.server.close();
});

const pathOf = (vm: Vm): string => join(disks, `${vm.disks[0]?.id}.qcow2`);
const heldBytes = (vm: Vm): number => statSync(pathOf(vm)).blocks * 512;

test('a snapshot that finds no room is not made, nothing of it stays, and the machine runs on', async () => {
  const vm = await machines.create({ name: 'no room' });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  await line.ask('dd if=/dev/urandom of=/tmp/fill bs=1M count=60');
  const before = heldBytes(vm);
  pool.fill(40 * MiB);
  // not begun with: a pool that is full would stop every machine in it
  const reply = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'too large' });
  const { operation } = reply.json<{ operation: Operation }>();
  expect(await machines.server.ended(operation.id)).toMatchObject({
    state: 'failed',
    error: { code: 'pool.full' },
  });
  expect(pool.freeBytes()).toBeGreaterThan(30 * MiB);
  expect(await machines.get(vm.id)).toMatchObject({ state: 'running' });
  // and one that meets the end of it all the same is taken out
  const host = await HostConnection.open('qemu:///system', new AbortController().signal);
  const place = { tag: 'too-large', diskPaths: [pathOf(vm)] };
  const { signal } = new AbortController();
  await expect(saveMemory(await openDisks(host, vm.id, place), place, signal)).rejects.toMatchObject({
    code: 'host.refused',
  });
  await deleteRunning(host, vm.id, place, signal);
  await host.close();
  pool.empty();
  expect(await compareSnapshots(machines.server.deps, vm.hostId, vm.id)).toEqual([]);
  // what the guest wrote itself while the pool was full may have stopped it; nothing else does
  const { state, stateReason } = await machines.get(vm.id);
  if (state === 'paused') {
    expect(stateReason).toBe('no_space');
    expect(await machines.act(vm.id, 'resume')).toMatchObject({ state: 'succeeded' });
  } else expect(state).toBe('running');
  expect(await line.ask('md5sum /disk/lost+found; echo alive')).toContain('alive');
  line.close();
  // with room it is made, and takes the place of what the other one left
  const again = await machines.user('POST', `/api/vms/${vm.id}/snapshots`, { name: 'fits' });
  expect(await machines.server.ended(again.json<{ operation: Operation }>().operation.id)).toMatchObject({
    state: 'succeeded',
  });
  expect(heldBytes(vm)).toBeLessThan(before + 220 * MiB);
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
});

test('the memory goes into the first disk: that the pool of another one is nearly full does not keep it from being saved', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'limen-full-')), 'far');
  mkdirSync(folder);
  const far = mountSmallPool(folder, 24);
  const added = await machines.server.admin('POST', '/api/storage-pools', { name: 'far', path: folder });
  const poolId = added.json<StoragePool>().id;
  const vm = await machines.create({ name: 'two pools' });
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  line.close();
  const path = `/api/vms/${vm.id}`;
  const disk = await machines.user('POST', `${path}/disks`, { sizeBytes: 16 * MiB, poolId });
  expect(await machines.server.ended(disk.json<Operation>().id)).toMatchObject({ state: 'succeeded' });
  far.fill(4 * MiB);
  const before = heldBytes(vm);
  const reply = await machines.user('POST', `${path}/snapshots`, { name: 'one' });
  expect(await machines.server.ended(reply.json<{ operation: Operation }>().operation.id)).toMatchObject({
    state: 'succeeded',
    error: null,
  });
  expect(heldBytes(vm)).toBeGreaterThan(before + 20 * MiB);
  far.empty();
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  expect((await machines.server.admin('DELETE', `/api/storage-pools/${poolId}`)).statusCode).toBe(204);
  far.end();
});
