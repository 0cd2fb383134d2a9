import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daemon, poll, virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const server = newMortalServer();
const { ask, deleteForGood, dieAndStartAgain, get, kill, made, mayDie, operationOf, restartWith, world } =
  server;
beforeAll(server.begin);
afterAll(server.end);

test.each(['before', 'after'])(
  'a server killed %s the memory is saved has it saved in the end',
  async (at) => {
    const vm = await made(`save-${at}`);
    await restartWith(`vm.save.saveMemory:${at}:kill`);
    await mayDie('POST', `/api/vms/${vm.id}/save`);
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.save', state: 'succeeded' });
    expect((await get(vm.id)).state).toBe('saved');
    expect(world()).toBe('database, libvirt and pools agree');
    await deleteForGood(vm.id);
  },
);

test('a server killed while libvirt writes waits for what libvirt goes on with', async () => {
  const vm = await made('save-midway');
  await restartWith('nothing');
  await mayDie('POST', `/api/vms/${vm.id}/save`);
  // libvirt has begun
  await poll(
    async () =>
      virsh('domjobinfo', vm.id) + String(existsSync(`/var/lib/libvirt/qemu/save/vm-${vm.id}.save`)),
    (said) => !/Job type:\s+None/.test(said) || said.endsWith('true'),
  );
  kill();
  await dieAndStartAgain();
  expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.save', state: 'succeeded' });
  expect((await get(vm.id)).state).toBe('saved');
  expect(world()).toBe('database, libvirt and pools agree');
  await deleteForGood(vm.id);
});

test.each(['before', 'after'])(
  'a server killed %s a saved machine goes on has it running in the end',
  async (at) => {
    const vm = await made(`resume-${at}`);
    await ask('POST', `/api/vms/${vm.id}/save`);
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.save', state: 'succeeded' });
    await restartWith(`vm.start.start:${at}:kill`);
    await mayDie('POST', `/api/vms/${vm.id}/start`);
    await dieAndStartAgain();
    expect(await operationOf(vm.id)).toMatchObject({ kind: 'vm.start', state: 'succeeded' });
    expect((await get(vm.id)).state).toBe('running');
    expect(world()).toBe('database, libvirt and pools agree');
    await deleteForGood(vm.id);
  },
);

test('a libvirtd killed while it writes leaves the machine running or saved, and the page says which', async () => {
  const vm = await made('save-daemon');
  await mayDie('POST', `/api/vms/${vm.id}/save`);
  await poll(
    async () => existsSync(`/var/lib/libvirt/qemu/save/vm-${vm.id}.save`),
    (begun) => begun,
  );
  daemon('kill');
  daemon('start');
  const { state } = await operationOf(vm.id);
  const seen = await poll(
    () => get(vm.id),
    (now) => !now.stale && ['running', 'saved', 'stopped'].includes(now.state),
  );
  if (state === 'succeeded') expect(seen.state).toBe('saved');
  const domain = virsh('domstate', vm.id).trim();
  expect(domain).toBe(seen.state === 'running' ? 'running' : 'shut off');
  // nothing half written is taken for what it is not
  if (seen.state === 'running')
    expect(execFileSync('virsh', ['-c', 'qemu:///system', 'dominfo', vm.id], { encoding: 'utf8' })).toMatch(
      /Managed save:\s+no/,
    );
  expect(world()).toBe('database, libvirt and pools agree');
  await deleteForGood(vm.id);
});
