import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Engine, openEngine, until } from '../../testing/saga-harness.ts';
import { newId } from '../lib/new-id.ts';
import { claim, findOperationRow, type OperationRow, renewLease, writeAs } from './operation.rows.ts';
import { OperationSession } from './operation-session.rows.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

/** Each of the layers by itself that keep two workers from one machine: whichever of them holds, nothing is done twice. */
let world: DemoWorld;
/** Takes up nothing. */
let engine: Engine;
let row: OperationRow;
beforeAll(async () => {
  world = await openDemoWorld();
  engine = openEngine({ connection: world.database.postgres.connection });
});
beforeEach(async () => {
  row = await world.begin(engine, world.input());
});
afterAll(async () => {
  await engine.close();
  await world.close();
});

const take = (name: string, seen: { id: string; generation: number } = row, from: string | null = null) =>
  claim(engine.deps.db, { ...row, ...seen }, { name, leaseSeconds: 1000 }, { holder: from }, null);
const runOut = () =>
  engine.deps.db.execute(
    sql`update operations set lease_until = now() - interval '1 s' where id = ${row.id}`,
  );
const now = async (): Promise<OperationRow | undefined> => findOperationRow(engine.deps.db, row.id);

describe('the lease', () => {
  test('is one worker’s, of many at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => take(`worker ${i}`)));
    expect(all.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await now()).toMatchObject({ state: 'running', generation: 1 });
  });

  test('of a living holder is nobody else’s, until it has run out', async () => {
    const held = await take('a');
    expect(await take('b', held)).toBeUndefined();
    await runOut();
    expect(await take('b', held)).toMatchObject({ leaseHolder: 'b', generation: 2 });
  });

  test('of a holder that is known to be gone is free at once, and of no other', async () => {
    const held = await take('a');
    expect(await take('b', held, 'somebody else')).toBeUndefined();
    expect(await take('b', held, 'a')).toMatchObject({ leaseHolder: 'b', generation: 2 });
  });

  test('cannot be taken by one who looked before somebody else had it', async () => {
    await take('a');
    await runOut();
    expect(await take('b', row)).toBeUndefined();
  });

  test('of an operation that has ended is nobody’s', async () => {
    await engine.deps.db.execute(sql`update operations set state = 'succeeded' where id = ${row.id}`);
    expect(await take('a')).toBeUndefined();
  });
});

test('a worker of an older generation writes nothing and renews nothing', async () => {
  const old = (await take('a')) ?? row;
  await runOut();
  const young = (await take('b', old)) ?? row;
  const before = await now();
  expect(await writeAs(engine.deps.db, old, { state: 'succeeded' })).toBeUndefined();
  expect(await renewLease(engine.deps.db, old, 1000)).toBeUndefined();
  expect(await now()).toEqual(before);
  expect(await renewLease(engine.deps.db, young, 1000)).toEqual({ cancelRequested: false });
  expect(await writeAs(engine.deps.db, young, { progress: 7 })).toMatchObject({ progress: 7 });
});

test('nobody writes on an operation that has ended', async () => {
  const held = (await take('a')) ?? row;
  await writeAs(engine.deps.db, held, { state: 'failed' });
  expect(await writeAs(engine.deps.db, held, { state: 'succeeded' })).toBeUndefined();
  expect(await renewLease(engine.deps.db, held, 1000)).toBeUndefined();
  expect((await now())?.state).toBe('failed');
});

describe('the lock of a machine', () => {
  const session = (lost: (error: Error) => void = () => undefined): OperationSession =>
    new OperationSession(engine.deps.pool, { told: () => undefined, lost });

  test('is one session’s; another machine is another lock; given back it is the next one’s', async () => {
    const [a, b] = [session(), session()];
    const machine = newId();
    expect(await a.lock(machine, false)).toBe(true);
    expect(await b.lock(machine, false)).toBe(false);
    expect(await b.lock(newId(), false)).toBe(true);
    await a.unlock(machine);
    expect(await b.lock(machine, false)).toBe(true);
    await Promise.all([a.close(), b.close()]);
  });

  test('is taken over from a holder that stalls: that one is told, and everything it held is free', async () => {
    let told = 0;
    const stalled = session(() => {
      told += 1;
    });
    const other = session();
    const [machine, further] = [newId(), newId()];
    expect(await stalled.lock(machine, false)).toBe(true);
    expect(await stalled.lock(further, false)).toBe(true);
    expect(await other.lock(machine, true)).toBe(true);
    await until(() => told === 1);
    expect(await other.lock(further, false)).toBe(true);
    // it comes back with a session of its own, and without its locks
    expect(await stalled.lock(machine, false)).toBe(false);
    expect(told).toBe(1);
    await Promise.all([stalled.close(), other.close()]);
  });

  test('is free when its session ends', async () => {
    const [a, b] = [session(), session()];
    const machine = newId();
    await a.lock(machine, false);
    await a.close();
    await until(() => b.lock(machine, false));
    await b.close();
  });
});
