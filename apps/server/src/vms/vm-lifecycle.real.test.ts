import { execFileSync } from 'node:child_process';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { openLivePage } from '../../testing/live-page.ts';
import type { Caller, TestServer } from '../../testing/server.ts';
import { lookAtHost } from '../world/reconcile.ts';

const MiB = 1024 ** 2;

let machines: Machines;
let server: TestServer;
let user: Caller;
beforeAll(async () => {
  machines = await startMachines();
  ({ server, user } = machines);
});
afterAll(() => server.close());

/** Waits for the row to say so: woken by the bus, as pages are. */
const until = async (id: string, fits: (vm: Vm) => boolean): Promise<Vm> => {
  for (;;) {
    const vm = await machines.get(id);
    if (fits(vm)) return vm;
    await new Promise<void>((resolve) => {
      const end = server.deps.live.on('vm.changed', () => {
        end();
        resolve();
      });
      setTimeout(resolve, 500);
    });
  }
};
const world = () => lookAtHost(server.deps, server.deps.hosts.local().id);

test('the image came in whole: a flat file of ours, known by its hash', () => {
  const { image } = machines;
  expect(image).toMatchObject({ state: 'ready', kind: 'disk', vmCount: 0 });
  expect(image.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('an open page is told how many machines use an image, when one comes and when it goes', async () => {
  const page = await openLivePage(server, 'user');
  const told = (): number | undefined =>
    page.messages.findLast((m) => m.type === 'image.changed')?.image.vmCount;
  const vm = await machines.create({ name: 'counted', start: false });
  await page.until(() => told() === 1);
  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  await page.until(() => told() === 0);
  page.socket.close();
});

test('a machine boots, shows what happens to it from outside, shuts down by ACPI and leaves nothing behind', async () => {
  const vm = await machines.create();
  expect(vm).toMatchObject({ state: 'running', stale: false, accelerator: 'tcg', operation: null });
  const domain = virsh('dumpxml', vm.id);
  expect(domain).toContain(`<name>vm-${vm.id}</name>`);
  expect(domain).not.toMatch(/<graphics[^>]*port='\d/);
  expect(await world()).toEqual([]);

  virsh('suspend', vm.id);
  await until(vm.id, (v) => v.state === 'paused');
  expect(await machines.act(vm.id, 'resume')).toMatchObject({ state: 'succeeded' });
  expect((await machines.get(vm.id)).state).toBe('running');

  // the guest has an address when its network is up; then it also listens to the power button
  const up = await until(vm.id, (v) => (v.nics[0]?.addresses.length ?? 0) > 0);
  expect(up.nics[0]?.mac).toMatch(/^52:4c:4d:/);
  expect(await machines.act(vm.id, 'shutdown')).toMatchObject({ state: 'succeeded' });
  expect(await machines.get(vm.id)).toMatchObject({ state: 'stopped', stateReason: 'guest_shutdown' });

  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  virsh('destroy', vm.id);
  expect(await until(vm.id, (v) => v.state === 'stopped')).toMatchObject({ stateReason: 'powered_off' });

  expect(await machines.remove(vm.id)).toMatchObject({ state: 'succeeded' });
  expect((await user('GET', `/api/vms/${vm.id}`)).statusCode).toBe(404);
  expect(virsh('list', '--all', '--name').trim()).toBe('');
  expect(await world()).toEqual([]);
});

test('a QEMU that is killed shows as crashed, and the machine starts again', async () => {
  const vm = await machines.create({ name: 'crashing' });
  const pid = execFileSync('pgrep', ['-f', `guest=vm-${vm.id}`], { encoding: 'utf8' })
    .trim()
    .split('\n')[0];
  process.kill(Number(pid), 'SIGKILL');
  expect(await until(vm.id, (v) => v.state === 'crashed')).toMatchObject({ stateReason: 'crashed' });
  expect(await machines.act(vm.id, 'start')).toMatchObject({ state: 'succeeded' });
  expect((await machines.get(vm.id)).state).toBe('running');
  expect(await machines.act(vm.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  await machines.remove(vm.id);
});

test('another person’s machine answers like one that is not there, byte for byte', async () => {
  const vm = await machines.create({ name: 'mine', start: false });
  expect(vm.state).toBe('stopped');
  const stranger = await server.person('stranger');
  const none = '01890000-0000-7000-8000-00000000dead';
  const without = (text: string): string => text.replace(/"requestId":"[^"]+"/, '');
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/start'],
    ['POST', '/power-off'],
    ['DELETE', ''],
  ] as const) {
    const foreign = await stranger(method, `/api/vms/${vm.id}${path}`);
    const unknown = await stranger(method, `/api/vms/${none}${path}`);
    expect(foreign.statusCode).toBe(404);
    expect(without(foreign.body)).toBe(without(unknown.body));
  }
  expect((await stranger('GET', '/api/vms')).json()).toEqual({ vms: [] });
  expect((await machines.get(vm.id)).state).toBe('stopped');
});

test('the same Idempotency-Key makes one machine; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'abc' };
  const first = await user('POST', '/api/vms', machines.body({ name: 'once', start: false }), key);
  const again = await user('POST', '/api/vms', machines.body({ name: 'once', start: false }), key);
  expect(again.json()).toEqual(first.json());
  const other = await user('POST', '/api/vms', machines.body({ name: 'twice', start: false }), key);
  expect(other.statusCode).toBe(422);
  await server.ended(first.json<{ operation: Operation }>().operation.id);
  const names = (await user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms.map((v) => v.name);
  expect(names.filter((n) => n === 'once' || n === 'twice')).toEqual(['once']);
});

test('what cannot be is refused with the field, and nothing is made', async () => {
  const before = (await user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms.length;
  for (const [change, code, field] of [
    [{ name: 'once' }, 'vm.name_taken', 'name'],
    [{ vcpus: 64 }, 'host.capacity', 'vcpus'],
    [{ vcpus: -1 }, 'request.invalid', 'vcpus'],
    [{ memoryBytes: 64 * MiB + 1 }, 'request.invalid', 'memoryBytes'],
    [{ diskBytes: 1 * MiB }, 'request.invalid', 'diskBytes'],
    [{ secureBoot: true }, 'request.invalid', 'secureBoot'],
    [{ host: 'x' }, 'request.invalid', 'host'],
  ] as const) {
    const reply = await user('POST', '/api/vms', machines.body({ name: 'bad', ...change }));
    expect(reply.json<{ error: object }>().error).toMatchObject({ code, field });
  }
  expect((await user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms).toHaveLength(before);
  expect(await world()).toEqual([]);
});
