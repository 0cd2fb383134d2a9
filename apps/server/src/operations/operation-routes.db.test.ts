import { type Operation, operation as operationView } from '@limen/contract/operations';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { operations } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.deps.db.delete(operations);
});

/** An operation of the owner's that waits for its host, which is never connected here. */
const waiting = async (change: Partial<typeof operations.$inferInsert> = {}): Promise<string> => {
  const id = newId();
  await server.deps.db.insert(operations).values({
    id,
    kind: 'vm.create',
    version: 1,
    state: 'queued',
    subjectType: 'vm',
    subjectId: newId(),
    subjectName: 'waits',
    ownerId: things.ownerId,
    actorId: things.ownerId,
    hostId: things.hostId,
    input: {},
    steps: [{ name: 'disks', state: 'pending', startedAt: null, finishedAt: null }],
    ...change,
  });
  return id;
};
const over = { state: 'succeeded', finishedAt: new Date(), progress: 1000 };
const list = async (who: Caller, query = ''): Promise<string[]> => {
  const reply = await who('GET', `/api/operations${query}`);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ operations: Operation[] }>().operations.map((o) => operationView.parse(o).id);
};
const cancel = (who: Caller, id: string) => who('POST', `/api/operations/${id}/cancel`);

test('a list is newest first, one’s own, and everybody’s for an administrator', async () => {
  const first = await waiting();
  const second = await waiting(over);
  const nobodys = await waiting({ ...over, ownerId: null, actorId: null });
  expect(await list(things.owner)).toEqual([second, first]);
  expect(await list(things.stranger)).toEqual([]);
  expect(await list(things.admin)).toEqual([nobodys, second, first]);
});

test('a list is narrowed to what is at work, what has ended, one machine, so many', async () => {
  const subjectId = newId();
  const atWork = await waiting({ subjectId });
  const undoing = await waiting({ state: 'undoing' });
  const ended = await waiting({ ...over, subjectId });
  const failed = await waiting({ state: 'failed', finishedAt: new Date() });
  expect(await list(things.owner, '?active=true')).toEqual([undoing, atWork]);
  expect(await list(things.owner, '?active=false')).toEqual([failed, ended]);
  expect(await list(things.owner, `?subjectId=${subjectId}`)).toEqual([ended, atWork]);
  expect(await list(things.owner, `?subjectId=${subjectId}&active=true`)).toEqual([atWork]);
  expect(await list(things.owner, '?limit=1')).toEqual([failed]);
  expect(await list(things.stranger, `?subjectId=${subjectId}`)).toEqual([]);
});

test('one operation says what it is, where it is, and whether it may be stopped; nothing of its input', async () => {
  const id = await waiting({ input: { secret: 'canary' }, onceKey: 'canary', leaseHolder: 'canary' });
  const reply = await things.owner('GET', `/api/operations/${id}`);
  expect(operationView.strict().parse(reply.json())).toMatchObject({
    id,
    kind: 'vm.create',
    state: 'queued',
    subjectName: 'waits',
    cancellable: true,
    cancelRequested: false,
    steps: [{ name: 'disks', state: 'pending' }],
  });
  expect(reply.body).not.toContain('canary');
});

test('one that waits is asked to stop, once, by its owner or an administrator and nobody else', async () => {
  for (const who of [things.owner, things.admin]) {
    const id = await waiting();
    expect(refusalOf(await cancel(things.stranger, id)).code).toBe('object.not_found');
    const asked = await cancel(who, id);
    expect(asked.statusCode, asked.body).toBe(200);
    expect(asked.json()).toMatchObject({ id, cancelRequested: true, cancellable: false, state: 'queued' });
    const { rows } = await server.deps.pool.query(`select cancel_requested from operations where id = $1`, [
      id,
    ]);
    expect(rows).toEqual([{ cancel_requested: true }]);
    expect(refusalOf(await cancel(who, id)).code).toBe('operation.not_cancellable');
  }
});

test.each([
  ['of a kind that goes on to its end', { kind: 'vm.delete' }],
  ['that is being undone already', { state: 'undoing' }],
  ['that has ended', over],
  ['that has failed', { state: 'failed', finishedAt: new Date() }],
])('one %s cannot be stopped, and says so', async (_what, change) => {
  const id = await waiting(change);
  const before = (await things.owner('GET', `/api/operations/${id}`)).json<Operation>();
  expect(before.cancellable).toBe(false);
  for (const who of [things.owner, things.admin]) {
    const refused = await cancel(who, id);
    expect(refused.statusCode).toBe(409);
    expect(refusalOf(refused).code).toBe('operation.not_cancellable');
  }
  expect((await things.owner('GET', `/api/operations/${id}`)).json()).toEqual(before);
});
