import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import { settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { daemon, type Machines, poll, startMachines, virsh, unlimited } from '../../testing/machines.ts';
import { syncVm } from '../vms/sync-vm.ts';
import { lookAtQuotas } from './recount-quotas.ts';

const MiB = 1024 ** 2;
const plenty = 2 ** 45;
const asDefault = {
  vms: 'default',
  runningVms: 'default',
  vcpus: 'default',
  memoryBytes: 'default',
  diskBytes: 'default',
  snapshots: 'default',
  imageBytes: 'default',
} as const;

let machines: Machines;
let userId: string;
beforeAll(async () => {
  machines = await startMachines();
  userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
});
afterAll(() => machines.server.close());

const quota = async (): Promise<Quota> => (await machines.user('GET', '/api/quota')).json<Quota>();
const running = async (): Promise<number> => (await quota()).runningVms.used;
const limits = async (change: object): Promise<void> => {
  const reply = await machines.server.admin('PUT', `/api/users/${userId}/quota`, { ...unlimited, ...change });
  expect(reply.statusCode, reply.body).toBe(200);
};
const overcommit = async (value: object): Promise<void> => {
  expect((await machines.server.admin('PUT', '/api/settings/overcommit', value)).statusCode).toBe(200);
};
type Reply = Awaited<ReturnType<Machines['user']>>;
const errorOf = (reply: Reply): object => reply.json<{ error: object }>().error;
const vmsOf = async (): Promise<Vm[]> => (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms;
const removeAll = async (): Promise<void> => {
  for (const vm of await vmsOf()) await machines.remove(vm.id);
};
const zero = {
  vms: { used: 0 },
  runningVms: { used: 0 },
  vcpus: { used: 0 },
  memoryBytes: { used: 0 },
  diskBytes: { used: 0 },
};

afterEach(async () => {
  machines.server.deps.config.failpoint = undefined;
  expect(await lookAtQuotas(machines.server.deps.db), 'counters are what the rows add up to (I3)').toEqual(
    [],
  );
  await limits({});
  await overcommit(settingDefaults.overcommit);
  await removeAll();
  expect(await quota()).toMatchObject(zero);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
});

test('50 creates at once against a quota of 5 make exactly 5, 20 rounds out of 20, in each dimension (T-QUOTA-1)', async () => {
  const disk = (machines.body() as { diskBytes: number }).diskBytes;
  const of5 = [
    { dimension: 'vms', limit: 5 },
    { dimension: 'vcpus', limit: 5 },
    { dimension: 'memoryBytes', limit: 5 * 128 * MiB },
    { dimension: 'diskBytes', limit: 5 * disk },
  ];
  for (const { dimension, limit } of Array.from({ length: 5 }, () => of5).flat()) {
    await limits({ [dimension]: limit });
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        machines.user(
          'POST',
          '/api/vms',
          machines.body({ name: `m${n}`, memoryBytes: 128 * MiB, start: false }),
        ),
      ),
    );
    const made = replies.filter((r) => r.statusCode === 202);
    expect(made, dimension).toHaveLength(5);
    for (const reply of replies.filter((r) => r.statusCode !== 202)) {
      expect(errorOf(reply)).toMatchObject({ code: 'quota.exceeded', field: dimension });
    }
    for (const reply of made) {
      const { operation } = reply.json<{ operation: Operation }>();
      expect(await machines.server.ended(operation.id)).toMatchObject({ state: 'succeeded' });
    }
    expect(await vmsOf()).toHaveLength(5);
    expect(await quota()).toMatchObject({
      vms: { used: 5 },
      vcpus: { used: 5 },
      runningVms: { used: 0 },
      memoryBytes: { used: 5 * 128 * MiB },
      diskBytes: { used: 5 * disk },
    });
    await removeAll();
  }
});

test('starting a stopped machine counts, whoever stops or starts it and however (T-QUOTA-7)', async () => {
  const [a, b] = [
    await machines.create({ name: 'a', start: false }),
    await machines.create({ name: 'b', start: false }),
  ];
  await limits({ runningVms: 1 });
  expect(await machines.act(a.id, 'start')).toMatchObject({ state: 'succeeded' });
  expect(await running()).toBe(1);
  const refused = await machines.user('POST', `/api/vms/${b.id}/start`);
  expect(errorOf(refused)).toMatchObject({ code: 'quota.exceeded', field: 'runningVms' });
  // nothing was begun
  expect((await machines.get(b.id)).operation).toBeNull();
  const created = await machines.user('POST', '/api/vms', machines.body({ name: 'c' }));
  expect(errorOf(created)).toMatchObject({ code: 'quota.exceeded', field: 'runningVms' });
  // paused is not off
  await machines.act(a.id, 'pause');
  expect(await running()).toBe(1);
  // started outside it runs, and counts by the truth, beyond the limit
  virsh('start', `vm-${b.id}`);
  await poll(running, (n) => n === 2);
  virsh('destroy', `vm-${b.id}`);
  await poll(running, (n) => n === 1);
  expect(await machines.act(a.id, 'power-off')).toMatchObject({ state: 'succeeded' });
  await poll(running, (n) => n === 0);
  // and the place is free again
  expect(await machines.act(b.id, 'start')).toMatchObject({ state: 'succeeded' });
});

test('of starts at once as many succeed as there are places', async () => {
  const made: Vm[] = [];
  for (let n = 0; n < 5; n++)
    made.push(await machines.create({ name: `m${n}`, start: false, memoryBytes: 128 * MiB }));
  await limits({ runningVms: 2 });
  const replies = await Promise.all(made.map((vm) => machines.user('POST', `/api/vms/${vm.id}/start`)));
  const begun = replies.filter((r) => r.statusCode === 202);
  expect(begun).toHaveLength(2);
  for (const reply of begun) await machines.server.ended(reply.json<Operation>().id);
  expect(await running()).toBe(2);
});

test('a start that fails gives its place back, once', async () => {
  const vm = await machines.create({ start: false });
  for (const place of ['before', 'after']) {
    machines.server.deps.config.failpoint = `vm.start.start:${place}:throw`;
    const ended = await machines.act(vm.id, 'start');
    expect(ended).toMatchObject({ state: 'failed' });
    machines.server.deps.config.failpoint = undefined;
    // where it came to run in spite of that, it counts by what it does
    const on = (await machines.get(vm.id)).state === 'running';
    expect(await running(), place).toBe(on ? 1 : 0);
  }
});

test.each(['disks:before', 'domain:before', 'start:after', 'ready:after'])(
  'a create that fails at %s counts until it is deleted, but no longer among the running ones',
  async (place) => {
    machines.server.deps.config.failpoint = `vm.create.${place}:throw`;
    const reply = await machines.user('POST', '/api/vms', machines.body());
    const { vm, operation } = reply.json<{ vm: Vm; operation: Operation }>();
    expect(await quota()).toMatchObject({ vms: { used: 1 }, vcpus: { used: 1 } });
    expect(await machines.server.ended(operation.id)).toMatchObject({ state: 'failed' });
    expect(await quota()).toMatchObject({ vms: { used: 1 }, runningVms: { used: 0 }, vcpus: { used: 1 } });
    machines.server.deps.config.failpoint = undefined;
    const both = await Promise.all([
      machines.user('DELETE', `/api/vms/${vm.id}`),
      machines.user('DELETE', `/api/vms/${vm.id}`),
    ]);
    expect(both.map((r) => r.statusCode).toSorted((a, b) => a - b)).toEqual([202, 409]);
    for (const done of both) {
      if (done.statusCode === 202) await machines.server.ended(done.json<Operation>().id);
    }
    expect(await quota()).toMatchObject(zero);
  },
);

test('a create that is cancelled gives everything back, once', async () => {
  await machines.create({ name: 'stays', start: false });
  const before = await quota();
  // libvirt says nothing until it was cancelled, so that the first step cannot have ended before
  daemon('pause');
  const reply = await machines.user('POST', '/api/vms', machines.body({ name: 'goes' }));
  const { operation } = reply.json<{ operation: Operation }>();
  expect((await quota()).runningVms.used).toBe(before.runningVms.used + 1);
  const asked = await machines.user('POST', `/api/operations/${operation.id}/cancel`);
  daemon('continue');
  expect(asked.statusCode, asked.body).toBe(200);
  expect(await machines.server.ended(operation.id)).toMatchObject({ state: 'cancelled' });
  expect({ ...(await quota()), revision: 0 }).toEqual({ ...before, revision: 0 });
});

test('a machine that is looked at while it is being started keeps its place', async () => {
  const vm = await machines.create({ start: false });
  const { db, pool } = machines.server.deps;
  const seen: number[] = [];
  const end = machines.server.deps.live.on('operation.changed', () => {
    void syncVm(machines.server.deps, vm.id);
    void running().then((n) => seen.push(n));
  });
  await machines.act(vm.id, 'start');
  end();
  expect(await running()).toBe(1);
  expect(await lookAtQuotas(db)).toEqual([]);
  const { rows } = await pool.query('select counts_running, domain_run_id is not null as on from vms');
  expect(rows).toEqual([{ counts_running: true, on: true }]);
});

test('what the host has is a limit too, however much is asked for at once, and can be overcommitted', async () => {
  const facts = machines.server.deps.hosts.local().facts();
  const room = 3;
  await overcommit({ cpu: room / facts.cpus, memory: 8 });
  const made: Vm[] = [];
  for (let n = 0; n < 4; n++)
    made.push(await machines.create({ name: `m${n}`, start: false, memoryBytes: 128 * MiB }));
  const replies = await Promise.all([
    ...made.map((vm) => machines.user('POST', `/api/vms/${vm.id}/start`)),
    machines.user('POST', '/api/vms', machines.body({ name: 'fresh', memoryBytes: 128 * MiB })),
  ]);
  const begun = replies.filter((r) => r.statusCode === 202);
  expect(begun).toHaveLength(room);
  for (const reply of replies.filter((r) => r.statusCode !== 202)) {
    expect(errorOf(reply)).toMatchObject({ code: 'host.capacity', field: 'vcpus' });
  }
  for (const reply of begun) {
    const body = reply.json<Operation | { operation: Operation }>();
    await machines.server.ended('operation' in body ? body.operation.id : body.id);
  }
  // one that only lies there takes no room
  await machines.create({ name: 'still', start: false });
  await removeAll();
  await overcommit({ cpu: 64, memory: 0.1 });
  const large = Math.floor((facts.memoryBytes * 0.2) / (2 * MiB)) * 2 * MiB;
  const refused = await machines.user(
    'POST',
    '/api/vms',
    machines.body({ name: 'large', memoryBytes: large }),
  );
  expect(errorOf(refused)).toMatchObject({ code: 'host.capacity', field: 'memoryBytes' });
  expect(await vmsOf()).toEqual([]);
});

test('people who ask at the same moment get together no more than the host has', async () => {
  const { server } = machines;
  const room = 3;
  const people = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => server.person(`neighbour${n}`)));
  await overcommit({ cpu: room / server.deps.hosts.local().facts().cpus, memory: 8 });
  for (let round = 0; round < 5; round++) {
    const replies = await Promise.all(
      people.map((person) =>
        person('POST', '/api/vms', machines.body({ name: 'mine', memoryBytes: 128 * MiB })),
      ),
    );
    const begun = replies.filter((r) => r.statusCode === 202);
    expect(begun, `round ${round}`).toHaveLength(room);
    for (const reply of replies.filter((r) => r.statusCode !== 202)) {
      expect(errorOf(reply)).toMatchObject({ code: 'host.capacity', field: 'vcpus' });
    }
    for (const reply of begun) {
      const { vm, operation } = reply.json<{ vm: Vm; operation: Operation }>();
      await server.ended(operation.id);
      const gone = await server.admin('DELETE', `/api/vms/${vm.id}?permanent=true`);
      await server.ended(gone.json<Operation>().id);
    }
  }
});

test('the default of the installation counts for whoever has no limits of their own', async () => {
  await machines.server.admin('PUT', `/api/users/${userId}/quota`, asDefault);
  const lower = { ...settingDefaults.quotaDefaults, vms: 1, memoryBytes: plenty };
  await machines.server.admin('PUT', '/api/settings/quotaDefaults', lower);
  await machines.create({ name: 'one', start: false });
  const refused = await machines.user('POST', '/api/vms', machines.body({ name: 'two' }));
  expect(errorOf(refused)).toMatchObject({ code: 'quota.exceeded', field: 'vms' });
  await machines.server.admin('PUT', '/api/settings/quotaDefaults', settingDefaults.quotaDefaults);
});
