import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { fillerName, mountSmallPool, type SmallPool } from '../../testing/small-pool.ts';
import { believeFirst } from '../vms/sync-vm.ts';
import { findVm } from '../vms/vm.rows.ts';
import { lookAtHost } from './reconcile.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let pool: SmallPool;
beforeAll(async () => {
  machines = await startMachines();
  pool = mountSmallPool(join(machines.server.home, 'pools', 'disks'), 24);
});
afterAll(async () => {
  pool.end();
  await machines.server.close();
});

const world = async () =>
  (await lookAtHost(machines.server.deps, machines.server.deps.hosts.local().id)).filter(
    ({ subject }) => !subject.includes(fillerName),
  );

test('a machine that finds no room is not made: it fails by name, nothing of it stays, and with room it is made', async () => {
  pool.fill(0);
  const reply = await machines.user('POST', '/api/vms', machines.body({ name: 'no room' }));
  const { vm, operation } = reply.json<{ vm: Vm; operation: Operation }>();
  expect(await machines.server.ended(operation.id)).toMatchObject({
    state: 'failed',
    error: { code: 'pool.full' },
    steps: [{ state: 'undone' }, { state: 'pending' }, { state: 'pending' }, { state: 'pending' }],
  });
  expect(await machines.get(vm.id)).toMatchObject({ state: 'failed', lastError: { code: 'pool.full' } });
  expect(virsh('list', '--all', '--name').trim()).toBe('');
  expect(await world()).toEqual([]);
  pool.empty();
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  const made = await machines.create({ name: 'no room' });
  expect(await machines.remove(made.id)).toMatchObject({ state: 'succeeded' });
  expect(await world()).toEqual([]);
});

test('a machine whose disk finds no more room is paused and says why, others go on, and with room it runs again', async () => {
  const writer = await machines.create({ name: 'writer' });
  const other = await machines.create({ name: 'other' });
  pool.fill(2 * MiB);
  const serial = await machines.server.deps.hosts.local().openSerial(writer.id);
  serial.resume();
  // the guest may still be booting: asked again until its disk grows
  const typing = setInterval(
    () => serial.write('\ndd if=/dev/urandom of=/disk/big bs=1M count=40; sync\n'),
    2000,
  );
  await poll(
    () => machines.get(writer.id),
    (vm) => vm.state === 'paused',
  );
  clearInterval(typing);
  expect((await machines.get(writer.id)).stateReason).toBe('no_space');
  // an event that only says again that it is paused does not take away what was seen
  const { deps } = machines.server;
  const runId = (await findVm(deps.db, writer.id))?.domainRunId ?? -1;
  await believeFirst(deps, writer.id, { state: 'paused', runId });
  expect((await machines.get(writer.id)).stateReason).toBe('no_space');
  expect(await machines.get(other.id)).toMatchObject({ state: 'running' });
  expect((await machines.user('GET', '/api/vms')).statusCode).toBe(200);
  pool.empty();
  pool.grow(256);
  expect(await machines.act(writer.id, 'resume')).toMatchObject({ state: 'succeeded' });
  expect(await machines.get(writer.id)).toMatchObject({ state: 'running', stateReason: null });
  serial.destroy();
  for (const vm of [writer, other])
    expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  expect(await world()).toEqual([]);
});
