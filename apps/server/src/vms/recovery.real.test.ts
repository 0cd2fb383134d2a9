import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Health } from '@limen/contract/system';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCookieSession } from '../../testing/cookie-session.ts';
import { tinyImages, virsh } from '../../testing/machines.ts';
import { forgetHost } from '../../testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

const MiB = 1024 ** 2;
const verifyWorld = fileURLToPath(new URL('../world/verify-world.ts', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'limen-kill-'));
let port: number;
let server: ServerProcess;
let imageId: string;

const ask = newCookieSession(() => port);
const poll = async <T>(look: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  for (;;) {
    const value = await look();
    if (fits(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const operationOf = (vmId: string) =>
  poll(
    async () =>
      (await ask<{ operations: Operation[] }>('GET', `/api/operations?subjectId=${vmId}&limit=1`)).body
        .operations[0],
    (o) => o !== undefined && o.finishedAt !== null,
  );
/** Asks for a change; the server may die before it has answered, which is what the test is about. */
const mayDie = async (
  method: string,
  path: string,
  body?: object,
  more?: Record<string, string>,
): Promise<void> => {
  await ask(method, path, body, more).catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
  });
};
const bodyOf = (name: string): object => ({
  name,
  boot: { from: 'image', imageId },
  vcpus: 1,
  memoryBytes: 128 * MiB,
  diskBytes: 4096 * MiB,
});
const deleteForGood = async (vmId: string): Promise<void> => {
  await ask('DELETE', `/api/vms/${vmId}?permanent=true`);
  expect(await operationOf(vmId)).toMatchObject({ kind: 'vm.delete', state: 'succeeded' });
};
const create = (name: string): Promise<void> => mayDie('POST', '/api/vms', bodyOf(name));
const idOf = async (name: string): Promise<string> =>
  (await ask<{ vms: Vm[] }>('GET', '/api/vms')).body.vms.find((vm) => vm.name === name)?.id ?? '';
const world = (): string => {
  const { stdout } = spawnSync(process.execPath, [verifyWorld], {
    env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home },
    encoding: 'utf8',
  });
  return stdout.trim();
};
/** The server dies at the point, by its own SIGKILL, and is started again. */
const dieAndStartAgain = async (): Promise<void> => {
  await server.ended;
  expect(server.child.signalCode).toBe('SIGKILL');
  server = await startServerProcess({ home, port });
  // the counters were moved with their rows, so that counting them anew found nothing to correct
  const { quotas } = (await ask<Health>('GET', '/api/health')).body;
  expect(quotas).toMatchObject({ recountedAt: expect.any(String) as string, corrected: [] });
};
const restartWith = async (failpoint: string): Promise<void> => {
  expect(await server.stop()).toBe(0);
  server = await startServerProcess({ home, port, failpoint });
  await poll(
    async () =>
      (await ask<{ hosts: { connection: string }[] }>('GET', '/api/hosts')).body.hosts[0]?.connection,
    (c) => c === 'connected',
  );
};

beforeAll(async () => {
  chmodSync(home, 0o711);
  symlinkSync(tinyImages, join(home, 'import'));
  port = await freePort();
  server = await startServerProcess({ home, port });
  const token = server.setupToken;
  await ask('POST', '/api/setup', {
    token,
    userName: 'admin',
    displayName: 'A',
    password: 'correct horse battery',
  });
  const image = await poll(
    async () =>
      (await ask<{ images: Image[] }>('GET', '/api/images')).body.images.find((i) => i.kind === 'disk'),
    (i) => i?.state === 'ready',
  );
  imageId = image?.id ?? '';
});
afterAll(async () => {
  await server.stop();
  forgetHost('qemu:///system');
  rmSync(home, { recursive: true, force: true });
});

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
