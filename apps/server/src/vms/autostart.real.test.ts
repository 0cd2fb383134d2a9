import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, poll, startMachines, unlimited, virsh } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';
import { lookAtHost } from '../world/reconcile.ts';
import { lookAtBoot, startNextDue } from './autostart.ts';

let machines: Machines;
/** The clock of the server, which stands. */
let nowMs = Date.now();
let hostId: string;
beforeAll(async () => {
  machines = await startMachines();
  hostId = machines.server.deps.hosts.local().id;
  machines.server.deps.clock = {
    now: () => new Date(nowMs),
    monotonicMs: () => performance.now(),
  };
});
afterAll(() => machines.server.close());

const edit = async (vm: Vm, body: object): Promise<void> => {
  expect((await machines.user('PATCH', `/api/vms/${vm.id}`, body)).statusCode).toBe(200);
};
/** As after a boot: nothing runs, and the kernel calls it another one. */
const boot = async (...running: Vm[]): Promise<void> => {
  for (const vm of running) virsh('destroy', vm.id);
  await machines.server.deps.pool.query('update hosts set boot_id = $1', ['one of before']);
};
const lastOf = async (vm: Vm): Promise<Operation | undefined> =>
  (await machines.user('GET', `/api/operations?subjectId=${vm.id}&limit=1`)).json<{
    operations: Operation[];
  }>().operations[0];
/** Looks once. @returns whether any waits, and which began to be started, which then has its time to the end */
const look = async (of: readonly Vm[]): Promise<{ waits: boolean; began: string[] }> => {
  const before = await Promise.all(of.map(lastOf));
  const waits = await startNextDue(machines.server.deps, hostId);
  const began: string[] = [];
  for (const [n, vm] of of.entries()) {
    const last = await lastOf(vm);
    if (!last || last.id === before[n]?.id) continue;
    began.push(vm.name);
    expect(await machines.server.ended(last.id)).toMatchObject({
      kind: 'vm.start',
      state: 'succeeded',
      actorId: null,
    });
  }
  return { waits, began };
};

test('after a boot of the host, machines are started in their order with the time between that each asks for, and no others', async () => {
  const { server } = machines;
  const [last, first, never, second] = [
    await machines.create({ name: 'a-last', start: false }),
    await machines.create({ name: 'b-first' }),
    await machines.create({ name: 'c-never', start: false }),
    await machines.create({ name: 'd-second', start: false }),
  ];
  const all = [last, first, never, second];
  await edit(last, { autostart: { on: true, order: 7 } });
  await edit(first, { autostart: { on: true, order: 1, delaySeconds: 30 } });
  await edit(second, { autostart: { on: true, order: 1 } });
  // a server that starts again finds the boot that it was in
  expect(await lookAtBoot(server.deps, hostId)).toBe(false);
  expect(await look(all)).toEqual({ waits: false, began: [] });

  await boot(first);
  expect(await lookAtBoot(server.deps, hostId)).toBe(true);
  // and looking twice is not booting twice
  expect(await lookAtBoot(server.deps, hostId)).toBe(true);
  expect(await look(all)).toEqual({ waits: true, began: ['b-first'] });
  expect(await look(all)).toEqual({ waits: true, began: [] });
  nowMs += 29_999;
  expect(await look(all)).toEqual({ waits: true, began: [] });
  nowMs += 1;
  expect(await look(all)).toEqual({ waits: true, began: ['d-second'] });
  expect(await look(all)).toEqual({ waits: false, began: ['a-last'] });
  expect(await lookAtBoot(server.deps, hostId)).toBe(false);

  const states = await Promise.all(all.map(async ({ id }) => (await machines.get(id)).state));
  expect(states).toEqual(['running', 'running', 'stopped', 'running']);
  const quota = (await machines.user('GET', '/api/quota')).json<Quota>();
  expect(quota.runningVms.used).toBe(3);
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  // the record names LIMEN, and why
  const history = JSON.stringify((await machines.user('GET', `/api/vms/${first.id}/history`)).json());
  expect(history).toContain('"autostart":{"order":1,"delaySeconds":30}');
  expect(await lookAtHost(server.deps, hostId)).toEqual([]);
  for (const { id } of all) await machines.remove(id);
});

test('what cannot be started after a boot says why and holds up nobody; what somebody does meanwhile is not done again', async () => {
  const { server } = machines;
  const me = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  const limit = async (runningVms: number | null): Promise<void> => {
    const reply = await server.admin('PUT', `/api/users/${me}/quota`, { ...unlimited, runningVms });
    expect(reply.statusCode, reply.body).toBe(200);
  };
  const [one, two, three] = [
    await machines.create({ name: 'one' }),
    await machines.create({ name: 'two' }),
    await machines.create({ name: 'three' }),
  ];
  const all = [one, two, three];
  for (const [order, vm] of all.entries()) await edit(vm, { autostart: { on: true, order } });
  await boot(...all);
  await lookAtBoot(server.deps, hostId);
  await limit(1);
  for (const { id } of all)
    await poll(
      () => machines.get(id),
      ({ state }) => state === 'stopped',
    );
  // somebody was quicker, and has stopped it again: that is what they want
  expect((await machines.act(one.id, 'start')).state).toBe('succeeded');
  expect((await machines.act(one.id, 'power-off')).state).toBe('succeeded');
  expect(await look(all)).toEqual({ waits: true, began: ['two'] });
  expect(await look(all)).toEqual({ waits: false, began: [] });
  expect((await machines.get(one.id)).state).toBe('stopped');
  expect(await machines.get(three.id)).toMatchObject({
    state: 'stopped',
    lastError: { code: 'quota.exceeded' },
    operation: null,
  });
  const history = JSON.stringify((await machines.user('GET', `/api/vms/${three.id}/history`)).json());
  expect(history).toContain('"code":"quota.exceeded"');
  expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  await limit(null);
  // it was its turn: nothing more comes of that boot
  expect(await look(all)).toEqual({ waits: false, began: [] });
  for (const { id } of all) await machines.remove(id);
});
