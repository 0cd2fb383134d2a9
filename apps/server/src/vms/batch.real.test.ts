import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Machines, startMachines, unlimited } from '../../testing/machines.ts';
import { lookAtQuotas } from '../quotas/recount-quotas.ts';

const MiB = 1024 ** 2;
type Reply = Awaited<ReturnType<Machines['user']>>;
type Made = { vms: Vm[]; operations: Operation[] };

let machines: Machines;
let userId: string;
beforeAll(async () => {
  machines = await startMachines();
  userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
});
afterAll(() => machines.server.close());

const vmsOf = async (): Promise<Vm[]> => (await machines.user('GET', '/api/vms')).json<{ vms: Vm[] }>().vms;
afterEach(async () => {
  expect(await lookAtQuotas(machines.server.deps.db), 'counters are what the rows add up to').toEqual([]);
  await limits({});
  for (const { id } of await vmsOf()) await machines.remove(id);
  expect(await lookAtQuotas(machines.server.deps.db)).toEqual([]);
});

const limits = async (change: object): Promise<void> => {
  const reply = await machines.server.admin('PUT', `/api/users/${userId}/quota`, { ...unlimited, ...change });
  expect(reply.statusCode, reply.body).toBe(200);
};
const batch = (change: object, headers: object = {}): Promise<Reply> => {
  const { name: _, ...rest } = machines.body({ memoryBytes: 64 * MiB, start: false, ...change }) as {
    name: string;
  };
  return machines.user('POST', '/api/vms/batch', { count: 3, namePattern: 'class-{nn}', ...rest }, headers);
};
const endedAll = async ({ operations }: Made): Promise<void> => {
  for (const { id } of operations) {
    expect(await machines.server.ended(id)).toMatchObject({ state: 'succeeded', error: null });
  }
};
const errorOf = (reply: Reply): object => reply.json<{ error: object }>().error;

test('a class is made from one form: numbered names, an operation and a line of the record each, asked again the same', async () => {
  await limits({});
  const key = { 'idempotency-key': 'a-class-of-six' };
  const reply = await batch({ count: 6, start: true }, key);
  expect(reply.statusCode, reply.body).toBe(202);
  const made = reply.json<Made>();
  const names = ['class-01', 'class-02', 'class-03', 'class-04', 'class-05', 'class-06'];
  expect(made.vms.map(({ name }) => name)).toEqual(names);
  expect(made.operations.map(({ subjectId }) => subjectId)).toEqual(made.vms.map(({ id }) => id));
  expect((await batch({ count: 6, start: true }, key)).json<Made>().vms.map(({ id }) => id)).toEqual(
    made.vms.map(({ id }) => id),
  );
  // where the server died before it could keep the answer, the operations themselves are found by the key
  await machines.server.deps.pool.query('delete from idempotency_keys');
  const again = (await batch({ count: 6, start: true }, key)).json<Made>();
  expect(again.operations.map(({ id }) => id)).toEqual(made.operations.map(({ id }) => id));
  await endedAll(made);
  const { rows } = await machines.server.deps.pool.query<{ name: string; request: string }>(
    `select object_name as name, request_id as request from audit_log
      where action = 'vm.create' and result = 'done' order by seq`,
  );
  expect(rows.map(({ name }) => name)).toEqual(names);
  expect(new Set(rows.map(({ request }) => request)).size).toBe(1);
  const seen = await vmsOf();
  expect(seen.map(({ state }) => state)).toEqual(names.map(() => 'running'));
  expect(new Set(seen.flatMap(({ nics }) => nics.map(({ mac }) => mac))).size).toBe(6);
});

test('one name that is taken, or one machine too many, and none is made', async () => {
  await machines.create({ name: 'class-03', start: false });
  const taken = await batch({ count: 5 });
  expect(errorOf(taken)).toMatchObject({ code: 'vm.name_taken', field: 'namePattern' });
  expect(errorOf(taken)).toMatchObject({ message: expect.stringContaining('class-03') });
  await limits({ vms: 4 });
  expect(errorOf(await batch({ count: 4, namePattern: 'other-{n}' }))).toMatchObject({
    code: 'quota.exceeded',
    field: 'vms',
  });
  await limits({});
  expect(
    errorOf(await batch({ count: 100, memoryBytes: 64 * 1024 * MiB, start: true, namePattern: 'x{n}' })),
  ).toMatchObject({ code: 'host.capacity', field: 'memoryBytes' });
  expect((await vmsOf()).map(({ name }) => name)).toEqual(['class-03']);
});

test('of 50 classes of three at once, against a quota of ten, three are made whole and nothing of the others', async () => {
  await limits({ vms: 10 });
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) => batch({ namePattern: `c${n}-{n}` })),
  );
  const made = replies.filter(({ statusCode }) => statusCode === 202);
  expect(made).toHaveLength(3);
  for (const reply of replies.filter(({ statusCode }) => statusCode !== 202)) {
    expect(errorOf(reply)).toMatchObject({ code: 'quota.exceeded', field: 'vms' });
  }
  expect(await vmsOf()).toHaveLength(9);
  for (const reply of made) await endedAll(reply.json<Made>());
});
