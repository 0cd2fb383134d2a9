import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { virsh } from '../../testing/machines.ts';
import { newMortalServer } from '../../testing/mortal-server.ts';

const MiB = 1024 ** 2;

const server = newMortalServer();
const {
  ask,
  operationOf,
  mayDie,
  bodyOf,
  deleteForGood,
  create,
  idOf,
  world,
  dieAndStartAgain,
  restartWith,
} = server;
beforeAll(server.begin);
afterAll(server.end);

const createPoints = ['disks', 'domain', 'start', 'ready'].flatMap((s) => [`${s}:before`, `${s}:after`]);
test.each(createPoints)('a server killed in create at %s finishes it at its next start', async (point) => {
  await restartWith(`vm.create.${point}:kill`);
  const name = `c-${point.replace(':', '-')}`;
  await create(name);
  await dieAndStartAgain();
  const vmId = await idOf(name);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.create', state: 'succeeded' });
  expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('running');
  expect(world()).toBe('database, libvirt and pools agree');
  await ask('DELETE', `/api/vms/${vmId}?permanent=true`);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
});

test('a server killed before it kept its answer: asked again with the same key, it names the machine it began', async () => {
  await restartWith('vm.create.disks:before:kill');
  const key = { 'idempotency-key': 'of-a-killed-server' };
  await mayDie('POST', '/api/vms', bodyOf('once'), key);
  await dieAndStartAgain();
  const again = await ask<{ vm: Vm; operation: Operation }>('POST', '/api/vms', bodyOf('once'), key);
  expect(again.status).toBe(202);
  expect(again.body).toMatchObject({ vm: { id: await idOf('once') }, operation: { kind: 'vm.create' } });
  expect(await operationOf(again.body.vm.id)).toMatchObject({
    id: again.body.operation.id,
    state: 'succeeded',
  });
  const { vms } = (await ask<{ vms: Vm[] }>('GET', '/api/vms')).body;
  expect(vms.filter((vm) => vm.name === 'once')).toHaveLength(1);
  await ask('DELETE', `/api/vms/${again.body.vm.id}?permanent=true`);
  expect(await operationOf(again.body.vm.id)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
});

const resizePoints = ['define', 'give'].flatMap((s) => [`${s}:before`, `${s}:after`]);
test.each(resizePoints)(
  'a server killed in a resize at %s goes on with it until the guest has it',
  async (point) => {
    await restartWith(`vm.resize.${point}:kill`);
    const name = `r-${point.replace(':', '-')}`;
    await create(name);
    const vmId = await idOf(name);
    await operationOf(vmId);
    await mayDie('POST', `/api/vms/${vmId}/resize`, { memoryBytes: 256 * MiB });
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.resize', state: 'succeeded' });
    expect((await ask('GET', `/api/vms/${vmId}/size`)).body).toMatchObject({
      memoryBytes: { configured: 256 * MiB, running: 256 * MiB },
    });
    expect(world()).toBe('database, libvirt and pools agree');
    await deleteForGood(vmId);
  },
);

test('a resize that libvirt does not take is as if it had never been asked for', async () => {
  await restartWith('vm.resize.define:after:throw');
  await create('r-fails');
  const vmId = await idOf('r-fails');
  await operationOf(vmId);
  const before = (await ask<Vm>('GET', `/api/vms/${vmId}`)).body;
  const { vcpus, memoryBytes } = (await ask<Quota>('GET', '/api/quota')).body;
  await ask('POST', `/api/vms/${vmId}/resize`, { vcpus: 2, memoryBytes: 256 * MiB });
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.resize', state: 'failed' });
  expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body).toMatchObject({
    vcpus: before.vcpus,
    memoryBytes: before.memoryBytes,
  });
  expect((await ask('GET', '/api/quota')).body).toMatchObject({ vcpus, memoryBytes });
  expect(virsh('vcpucount', vmId, '--current', '--config').trim()).toBe('1');
  expect(world()).toBe('database, libvirt and pools agree');
  await deleteForGood(vmId);
});

const deletePoints = ['power-off', 'domain', 'disks', 'forget'].flatMap((s) => [`${s}:before`, `${s}:after`]);
test.each(deletePoints)(
  'a server killed in delete at %s goes on to the end, and nothing is left',
  async (point) => {
    await restartWith(`vm.delete.${point}:kill`);
    const name = `d-${point.replace(':', '-')}`;
    await create(name);
    const vmId = await idOf(name);
    await operationOf(vmId);
    await mayDie('DELETE', `/api/vms/${vmId}?permanent=true`);
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
    expect((await ask('GET', `/api/vms/${vmId}`)).status).toBe(404);
    expect(virsh('list', '--all', '--name').trim()).toBe('');
    expect(world()).toBe('database, libvirt and pools agree');
  },
);

const trashPoints = ['power-off', 'trash'].flatMap((s) => [`${s}:before`, `${s}:after`]);
const restorePoints = ['disks', 'domain', 'ready'].flatMap((s) => [`${s}:before`, `${s}:after`]);
test.each(trashPoints)(
  'a server killed on the way to the trash at %s goes on, and it comes back',
  async (point) => {
    await restartWith(`vm.trash.${point}:kill`);
    const name = `t-${point.replace(':', '-')}`;
    await create(name);
    const vmId = await idOf(name);
    await operationOf(vmId);
    await mayDie('DELETE', `/api/vms/${vmId}`);
    await dieAndStartAgain();
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.trash', state: 'succeeded' });
    expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('trashed');
    expect(virsh('domstate', vmId).trim()).toBe('shut off');
    expect(world()).toBe('database, libvirt and pools agree');
    await ask('POST', `/api/vms/${vmId}/restore`, {});
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.restore', state: 'succeeded' });
    expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('stopped');
    await deleteForGood(vmId);
  },
);

test.each(restorePoints)('a server killed in restore at %s finishes it at its next start', async (point) => {
  await restartWith(`vm.restore.${point}:kill`);
  const name = `r-${point.replace(':', '-')}`;
  await create(name);
  const vmId = await idOf(name);
  await operationOf(vmId);
  await ask('DELETE', `/api/vms/${vmId}`);
  await operationOf(vmId);
  await mayDie('POST', `/api/vms/${vmId}/restore`, { name: `${name}-again` });
  await dieAndStartAgain();
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.restore', state: 'succeeded' });
  expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body).toMatchObject({
    state: 'stopped',
    name: `${name}-again`,
  });
  expect(virsh('dumpxml', vmId)).toContain(`${name}-again`);
  expect(world()).toBe('database, libvirt and pools agree');
  await deleteForGood(vmId);
});

test.each(['disks', 'domain', 'ready'])(
  'a restore that fails after %s leaves the machine in the trash as it lay there, and it can be tried again',
  async (step) => {
    await restartWith(`vm.restore.${step}:after:throw`);
    const name = `f-${step}`;
    await create(name);
    const vmId = await idOf(name);
    await operationOf(vmId);
    await ask('DELETE', `/api/vms/${vmId}`);
    await operationOf(vmId);
    const before = (await ask<Vm>('GET', `/api/vms/${vmId}`)).body;
    await ask('POST', `/api/vms/${vmId}/restore`, { name: `${name}-again` });
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.restore', state: 'failed' });
    const { name: nameNow, state, trashedAt } = (await ask<Vm>('GET', `/api/vms/${vmId}`)).body;
    expect({ name: nameNow, state, trashedAt }).toEqual({
      name,
      state: 'trashed',
      trashedAt: before.trashedAt,
    });
    expect(world()).toBe('database, libvirt and pools agree');
    await restartWith('');
    await ask('POST', `/api/vms/${vmId}/restore`, {});
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.restore', state: 'succeeded' });
    await deleteForGood(vmId);
  },
);

test('a machine is not in the trash before it is: one whose move fails stays, switched off', async () => {
  await restartWith('vm.trash.power-off:after:throw');
  await create('stays');
  const vmId = await idOf('stays');
  await operationOf(vmId);
  await ask('DELETE', `/api/vms/${vmId}`);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.trash', state: 'failed' });
  expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('stopped');
  expect(world()).toBe('database, libvirt and pools agree');
  await deleteForGood(vmId);
});

const undone = ['disks', 'domain', 'start', 'ready'];
test.each(undone)(
  'a create that fails after %s is undone backwards, says so, and can be deleted',
  async (step) => {
    await restartWith(`vm.create.${step}:after:throw`);
    await create(`u-${step}`);
    const vmId = await idOf(`u-${step}`);
    const operation = await operationOf(vmId);
    expect(operation).toMatchObject({ state: 'failed', error: { code: 'server.internal' } });
    const last = undone.indexOf(step);
    expect(operation?.steps.map((s) => s.state)).toEqual(
      undone.map((_, i) => (i <= last ? 'undone' : 'pending')),
    );
    expect((await ask<Vm>('GET', `/api/vms/${vmId}`)).body.state).toBe('failed');
    expect(virsh('list', '--all', '--name').trim()).toBe('');
    expect(world()).toBe('database, libvirt and pools agree');
    await ask('DELETE', `/api/vms/${vmId}?permanent=true`);
    expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
  },
);
