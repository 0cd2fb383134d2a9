import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { died, type Engine, openEngine, spawnServer, until } from '../../testing/saga-harness.ts';
import { newId } from '../lib/new-id.ts';
import { findOperationRow, type OperationRow } from './operation.rows.ts';
import type { Pace } from './run-operation.ts';
import { type DemoInput, demoOperation, demoRuns, demoSteps } from './testing/demo-operation.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

const workerScript = fileURLToPath(new URL('testing/demo-worker.ts', import.meta.url));

let world: DemoWorld;
/** Begins and looks, and takes up nothing. */
let onlooker: Engine;
const children: ChildProcess[] = [];
beforeAll(async () => {
  world = await openDemoWorld();
  onlooker = openEngine({ connection: world.database.postgres.connection });
});
afterAll(async () => {
  await onlooker.close();
  await world.close();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await died(child);
  }
});

const spawnWorker = (given: { failpoint?: string; pace?: Partial<Pace> } = {}): ChildProcess => {
  const child = spawnServer(workerScript, { connection: world.database.postgres.connection, ...given });
  children.push(child);
  return child;
};

const look = (row: OperationRow): Promise<OperationRow | undefined> =>
  findOperationRow(onlooker.deps.db, row.id);
const ended = (row: OperationRow): Promise<OperationRow> =>
  until(async () => {
    const now = await look(row);
    return now?.finishedAt ? now : undefined;
  });
const markOf = (input: DemoInput, step: string): string => join(input.folder, `${input.name}.at.${step}`);
const rawLog = (input: DemoInput): string => readFileSync(join(input.folder, `${input.name}.log`), 'utf8');

/** A server dies at a failpoint; another one starts. Then a third, which must find nothing to do. */
const crashAndRecover = async (input: DemoInput, failpoint: string): Promise<OperationRow> => {
  const row = await world.begin(onlooker, input);
  expect(await died(spawnWorker({ failpoint })), `killed at ${failpoint}`).toBe('SIGKILL');
  const second = await world.engine();
  const over = await second.operations.waitFor(row.id);
  await second.close();
  const third = await world.engine();
  const probe = world.input();
  await third.operations.waitFor((await world.begin(third, probe)).id);
  await third.close();
  expect(await look(row), 'a second recovery changes nothing').toEqual(over);
  return over;
};

const allDone = ['did one', 'did two', 'did three', 'settled succeeded'];

describe('a server that is killed', () => {
  test.each(demoSteps.flatMap((step) => [`${step}:before`, `${step}:after`]))(
    'at %s of its effect: the next one finishes, each effect once',
    async (at) => {
      const input = world.input();
      const row = await crashAndRecover(input, `image.build.${at}:kill`);
      expect(row).toMatchObject({ state: 'succeeded', generation: 2, leaseHolder: null });
      expect(world.seen(input)).toEqual({ files: ['one', 'three', 'two'], log: allDone });
      // what had its checkpoint is not even entered again; what had its effect only is, and finds it
      const [step] = at.split(':');
      expect(demoRuns(input)).toEqual(
        demoSteps.flatMap((name) => (name === step && at.endsWith(':after') ? [name, name] : [name])),
      );
    },
  );

  test.each(demoSteps.flatMap((step) => [`${step}:undo-before`, `${step}:undo-after`]))(
    'at %s: the next one undoes the rest, each effect once',
    async (at) => {
      const input = world.input({ fail: 'three' });
      const row = await crashAndRecover(input, `image.build.${at}:kill`);
      expect(row).toMatchObject({ state: 'failed', error: { code: 'host.refused' }, generation: 2 });
      expect(world.seen(input)).toEqual({
        files: [],
        log: ['did one', 'did two', 'did three', 'undid three', 'undid two', 'undid one', 'settled failed'],
      });
    },
  );

  test('twice, the second time while recovering', async () => {
    const input = world.input();
    const row = await world.begin(onlooker, input);
    expect(await died(spawnWorker({ failpoint: 'image.build.one:after:kill' }))).toBe('SIGKILL');
    expect(await died(spawnWorker({ failpoint: 'image.build.two:after:kill' }))).toBe('SIGKILL');
    spawnWorker();
    expect(await ended(row)).toMatchObject({ state: 'succeeded', generation: 3 });
    expect(world.seen(input).log).toEqual(allDone);
  });

  test('after a cancel that it had not heard of yet: it is cancelled all the same', async () => {
    const input = world.input({ hold: 'two' });
    const row = await world.begin(onlooker, input);
    const child = spawnWorker();
    await until(() => existsSync(markOf(input, 'two')));
    child.kill('SIGKILL');
    await died(child);
    await onlooker.deps.db.execute(sql`update operations set cancel_requested = true where id = ${row.id}`);
    const second = await world.engine();
    expect((await second.operations.waitFor(row.id)).state).toBe('cancelled');
    expect(world.seen(input)).toEqual({ files: [], log: ['did one', 'undid one', 'settled cancelled'] });
    await second.close();
  });
});

test('a server that is stopped past its lease and wakes up is refused, and nothing is done twice', async () => {
  const pace = { leaseSeconds: 1, renewMs: 200 };
  const input = world.input({ hold: 'two' });
  const row = await world.begin(onlooker, input);
  const stalled = spawnWorker({ pace });
  await until(() => existsSync(markOf(input, 'two')));
  stalled.kill('SIGSTOP');
  const second = await world.engine({ pace });
  await until(async () => (await look(row))?.generation === 2);
  // the one who took over is inside the step, and the other one wakes up inside it too
  await until(() => readFileSync(markOf(input, 'two'), 'utf8') === String(process.pid));
  stalled.kill('SIGCONT');
  await until(() => rawLog(input).includes(`heard two ${stalled.pid}`));
  world.letGo(input);
  expect(await second.operations.waitFor(row.id)).toMatchObject({ state: 'succeeded', generation: 2 });
  await until(() => rawLog(input).includes(`refused two ${stalled.pid}`));
  expect(world.seen(input).log.filter((line) => !/heard|refused/.test(line))).toEqual(allDone);
  expect(rawLog(input)).toContain(`did two ${process.pid}`);
  await second.close();
});

test('while a server lives and renews its lease, no other one takes its work', async () => {
  const input = world.input({ hold: 'two' });
  const row = await world.begin(onlooker, input);
  const busy = spawnWorker();
  await until(() => existsSync(markOf(input, 'two')));
  const second = await world.engine();
  // it has looked through all rows, and done one of its own, when this has ended
  const probe = await world.begin(onlooker, world.input());
  await ended(probe);
  expect(await look(row)).toMatchObject({ state: 'running', generation: 1 });
  world.letGo(input);
  expect(await ended(row)).toMatchObject({ state: 'succeeded', generation: 1 });
  expect(rawLog(input)).toContain(`did three ${busy.pid}`);
  await second.close();
});

test('a server that stops gives its work back unfailed, and the next start goes on', async () => {
  const input = world.input({ hold: 'two', listen: true });
  const first = await world.engine();
  const row = await world.begin(first, input);
  await until(() => existsSync(markOf(input, 'two')));
  await first.close();
  expect(await look(row)).toMatchObject({ state: 'running', leaseHolder: null, error: null });
  world.letGo(input);
  const second = await world.engine();
  expect((await second.operations.waitFor(row.id)).state).toBe('succeeded');
  expect(
    world.seen(input).log.filter((line) => !line.startsWith('heard') && !line.startsWith('refused')),
  ).toEqual(allDone);
  await second.close();
});

test('a server that loses its database session lets go, and goes on with a new one', async () => {
  const input = world.input({ hold: 'two', listen: true });
  const engine = await world.engine();
  const row = await world.begin(engine, input);
  await until(() => existsSync(markOf(input, 'two')));
  world.letGo(input);
  await onlooker.deps.db.execute(
    sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
  );
  expect((await engine.operations.waitFor(row.id)).state).toBe('succeeded');
  expect(world.seen(input).log.filter((line) => !/heard|refused/.test(line))).toEqual(allDone);
  // the new session hears of new work
  expect((await engine.operations.waitFor((await world.begin(engine, world.input())).id)).state).toBe(
    'succeeded',
  );
  await engine.close();
});

test('a server whose database is killed lets go, and goes on with it when it is there again', async () => {
  const input = world.input({ hold: 'two', listen: true });
  const engine = await world.engine();
  const row = await world.begin(engine, input);
  await until(() => existsSync(markOf(input, 'two')));
  // the database of a test writes late: what it has acknowledged must be on disk before it is killed
  const owner = new pg.Client(world.database.postgres.owner);
  await owner.connect();
  await owner.query('checkpoint');
  await owner.end();
  const pid = readFileSync(join(world.database.folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  process.kill(Number(pid.split('\n')[0]), 'SIGKILL');
  await until(() => rawLog(input).includes('heard two'));
  world.letGo(input);
  const state = (): Promise<string | undefined> =>
    look(row).then(
      (now) => now?.state,
      () => undefined,
    );
  await until(async () => (await state()) === 'succeeded');
  expect(await look(row)).toMatchObject({ error: null, leaseHolder: null });
  expect(world.seen(input).log.filter((line) => !/heard|refused/.test(line))).toEqual(allDone);
  await engine.close();
});

describe('an operation that cannot be worked on', () => {
  const poison = async (change: ReturnType<typeof sql>): Promise<OperationRow> => {
    const row = await world.begin(onlooker, world.input());
    await onlooker.deps.db.execute(sql`update operations set ${change} where id = ${row.id}`);
    return row;
  };

  test('is never in the way of others: kinds and versions nobody knows, unreadable input, other steps', async () => {
    const newer = await Promise.all(Array.from({ length: 60 }, () => poison(sql`version = 99`)));
    const older = await poison(sql`version = 0`);
    const unreadable = await poison(sql`input = '{}'`);
    const otherSteps = await poison(sql`steps = '[]'`);
    const flying = await poison(sql`kind = 'vm.fly'`);
    const engine = await world.engine();
    const good = await world.begin(engine, world.input());
    expect((await engine.operations.waitFor(good.id)).state).toBe('succeeded');
    const interrupted = (message: string): object => ({
      state: 'failed',
      error: { code: 'operation.interrupted', message },
    });
    expect(await ended(older)).toMatchObject(
      interrupted('This version of LIMEN does not know image.build, version 0. What it had done was left.'),
    );
    expect(await ended(unreadable)).toMatchObject(interrupted('What was stored for it cannot be read.'));
    expect(await ended(otherSteps)).toMatchObject(interrupted('Its steps are not those of its kind.'));
    const flown = await onlooker.deps.db.execute(sql`select state from operations where id = ${flying.id}`);
    expect(flown.rows).toEqual([{ state: 'failed' }]);
    for (const row of newer) expect((await look(row))?.state).toBe('queued');
    await engine.close();
    await onlooker.deps.db.execute(sql`delete from operations where version = 99`);
  });

  test('because the server dies of it every time is undone in the end', async () => {
    const input = world.input();
    const row = await world.begin(onlooker, input);
    await onlooker.deps.db.execute(sql`update operations set generation = 50 where id = ${row.id}`);
    const engine = await world.engine();
    expect(await engine.operations.waitFor(row.id)).toMatchObject({
      state: 'failed',
      error: { code: 'operation.interrupted', message: 'It was begun 51 times and never came to its end.' },
    });
    expect(world.seen(input).log).toEqual(['settled failed']);
    await engine.close();
  });
});

test('an engine refuses to start where the two lists of what can be cancelled disagree', async () => {
  const engine = openEngine({ connection: world.database.postgres.connection });
  const wrong = { ...demoOperation, cancellable: false };
  await expect(engine.operations.start([wrong], engine.deps)).rejects.toThrow('disagree');
  await expect(
    world.begin(engine, world.input({ name: newId() }), {
      definition: { ...demoOperation, accepts: () => false },
    }),
  ).rejects.toThrow('not an input');
  await engine.close();
});
