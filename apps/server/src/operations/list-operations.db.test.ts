import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../testing/saga-harness.ts';
import type { Asked } from '../auth/asked.ts';
import type { Actor } from '../auth/policy.ts';
import { users } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';
import { cancelOperation, getOperation, listOperations } from './list-operations.ts';
import { demoUncancellable } from './testing/demo-operation.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

const person = (role: Actor['role'], userName: string): Actor => ({
  userId: newId(),
  userName,
  displayName: userName,
  role,
  approval: 'approved',
  sessionId: newId(),
  token: null,
});
const asked = (actor: Actor): Asked => ({ actor, requestId: 'r', address: '127.0.0.1' });
const admin = person('admin', 'admin');
const ann = person('user', 'ann');
const bob = person('user', 'bob');

let world: DemoWorld;
let engine: Engine;
beforeAll(async () => {
  world = await openDemoWorld();
  engine = await world.engine();
  await engine.deps.db.insert(users).values(
    [admin, ann, bob].map((a) => ({
      id: a.userId,
      name: a.displayName,
      username: a.userName,
      email: `${a.userName}@localhost`,
      role: a.role,
      approval: a.approval,
    })),
  );
});
afterAll(() => world.close());

test('one sees one’s own operations, an administrator sees all, newest first', async () => {
  const ofAnn = await world.begin(engine, world.input(), { ownerId: ann.userId });
  const ofBob = await world.begin(engine, world.input(), { ownerId: bob.userId });
  const ofNobody = await world.begin(engine, world.input());
  const seenBy = async (actor: Actor): Promise<string[]> =>
    (await listOperations(engine.deps, actor, { limit: 50 })).map((o) => o.id);
  expect(await seenBy(ann)).toEqual([ofAnn.id]);
  expect(await seenBy(bob)).toEqual([ofBob.id]);
  expect(await seenBy(admin)).toEqual([ofNobody.id, ofBob.id, ofAnn.id]);
  const one = await listOperations(engine.deps, admin, { subjectId: ofBob.subjectId, limit: 50 });
  expect(one.map((o) => o.id)).toEqual([ofBob.id]);
});

test('somebody else’s operation answers like one that is not there, to reading and to cancelling', async () => {
  const { id } = await world.begin(engine, world.input({ hold: 'one', listen: true }), {
    ownerId: ann.userId,
  });
  const get = (of: string): Promise<unknown> => getOperation(engine.deps, bob, of);
  const cancel = (of: string): Promise<unknown> => cancelOperation(engine.deps, asked(bob), of);
  for (const ask of [get, cancel]) {
    const foreign = ask(id).catch((error: unknown) => error);
    const unknown = ask(newId()).catch((error: unknown) => error);
    expect(await foreign).toMatchObject({ code: 'object.not_found' });
    expect(await foreign).toEqual(await unknown);
  }
  expect(await getOperation(engine.deps, ann, id)).toMatchObject({
    id,
    cancellable: true,
    cancelRequested: false,
  });
  expect(await cancelOperation(engine.deps, asked(ann), id)).toMatchObject({
    cancelRequested: true,
    cancellable: false,
  });
  const row = await engine.operations.waitFor(id);
  expect(row.state).toBe('cancelled');
  await expect(cancelOperation(engine.deps, asked(ann), id)).rejects.toMatchObject({
    code: 'operation.not_cancellable',
  });
});

test('what cannot be cancelled says so, to its owner and to an administrator', async () => {
  const { id } = await world.begin(engine, world.input(), {
    ownerId: ann.userId,
    definition: demoUncancellable,
  });
  for (const actor of [ann, admin]) {
    await expect(cancelOperation(engine.deps, asked(actor), id)).rejects.toMatchObject({
      code: 'operation.not_cancellable',
    });
  }
  expect((await engine.operations.waitFor(id)).state).toBe('succeeded');
});

test('a row of a kind that nobody knows hides nothing else, and is itself not there', async () => {
  const good = await world.begin(engine, world.input(), { ownerId: bob.userId });
  const strange = await world.begin(engine, world.input(), { ownerId: bob.userId });
  await engine.operations.waitFor(good.id);
  await engine.operations.waitFor(strange.id);
  await engine.deps.db.execute(sql`update operations set kind = 'vm.fly' where id = ${strange.id}`);
  const seen = (await listOperations(engine.deps, bob, { limit: 50 })).map((o) => o.id);
  expect(seen).toContain(good.id);
  expect(seen).not.toContain(strange.id);
  await expect(getOperation(engine.deps, bob, strange.id)).rejects.toMatchObject({
    code: 'object.not_found',
  });
});

test('only what is active is listed where that is asked for', async () => {
  const input = world.input({ hold: 'one' });
  const { id } = await world.begin(engine, input, { ownerId: bob.userId });
  const active = await listOperations(engine.deps, bob, { active: true, limit: 50 });
  expect(active.map((o) => o.id)).toEqual([id]);
  world.letGo(input);
  await engine.operations.waitFor(id);
  expect(await listOperations(engine.deps, bob, { active: true, limit: 50 })).toEqual([]);
});
