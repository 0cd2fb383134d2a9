import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  checkErrorAtEveryStep,
  checkEverythingTwice,
  type Engine,
  until,
} from '../../testing/saga-harness.ts';
import { operations } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';
import { defineOperation, type OperationDefinition } from './define-operation.ts';
import { findOperationRow, type OperationRow } from './operation.rows.ts';
import { type QuotaEffect, type Reserved, reserved } from './quota-effect.ts';
import {
  type DemoInput,
  demoInAHurry,
  demoKeepingTwo,
  demoOperation,
  demoSteps,
  demoUncancellable,
} from './testing/demo-operation.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

let world: DemoWorld;
let engine: Engine;
beforeAll(async () => {
  world = await openDemoWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  engine = await world.engine();
});
afterEach(() => engine.close());

const ended = (row: OperationRow): Promise<OperationRow> => engine.operations.waitFor(row.id);
const heldAt = (input: DemoInput, step: string): Promise<boolean> =>
  until(() => existsSync(join(input.folder, `${input.name}.at.${step}`)));

const allDone = ['did one', 'did two', 'did three', 'settled succeeded'];

test('an operation does its steps in order, once each, and ends as succeeded', async () => {
  const input = world.input();
  const row = await ended(await world.begin(engine, input));
  expect(row).toMatchObject({
    state: 'succeeded',
    progress: 1000,
    error: null,
    leaseHolder: null,
    generation: 1,
  });
  expect(row.steps).toMatchObject(demoSteps.map((name) => ({ name, state: 'done' })));
  expect(world.seen(input)).toEqual({ files: ['one', 'three', 'two'], log: allDone });
});

test('any number may wait for an operation: nobody is warned of a leak, and all are told', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const rows = await Promise.all([1, 2, 3].map(() => world.begin(engine, world.input())));
  const told = await Promise.all(rows.flatMap((row) => Array.from({ length: 50 }, () => ended(row))));
  process.off('warning', note);
  expect(new Set(told.map((row) => row.state))).toEqual(new Set(['succeeded']));
  expect(warnings).toEqual([]);
});

test('a caller whose transaction is rolled back has begun nothing', async () => {
  const input = world.input();
  const rowsBefore = await engine.deps.db.$count(operations);
  await expect(
    engine.deps.db.transaction(async (tx) => {
      await engine.operations.begin(tx, {
        definition: demoOperation,
        subject: { type: 'image', id: newId(), name: 'demo' },
        ownerId: null,
        hostId: null,
        actorId: null,
        input,
        requestId: null,
        reserved: null,
      });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await engine.deps.db.$count(operations)).toBe(rowsBefore);
});

test('a kind that reserves begins with what was reserved for it, and no other kind with that', async () => {
  const reserving = { ...demoOperation, quota: 'reserves' } as const;
  const begin = (begun: {
    definition: OperationDefinition;
    reserved: Reserved | null;
  }): Promise<OperationRow> =>
    engine.deps.db.transaction((tx) =>
      engine.operations.begin(tx, {
        subject: { type: 'image', id: newId(), name: 'demo' },
        ownerId: null,
        hostId: null,
        actorId: null,
        input: world.input(),
        requestId: null,
        ...begun,
      }),
    );
  const before = await engine.deps.db.$count(operations);
  await expect(begin({ definition: reserving, reserved: null })).rejects.toThrow(TypeError);
  await expect(begin({ definition: demoOperation, reserved })).rejects.toThrow(TypeError);
  expect(await engine.deps.db.$count(operations)).toBe(before);
  await ended(await begin({ definition: reserving, reserved }));

  // neither compiles, where the kind is known
  type Given<Effect extends QuotaEffect> = Parameters<typeof engine.operations.begin<Effect>>[1]['reserved'];
  expectTypeOf<Given<'reserves'>>().toEqualTypeOf<Reserved>();
  expectTypeOf<Given<'releases' | 'none'>>().toEqualTypeOf<null>();
  const rest = { kind: 'vm.pause', version: 1, input: z.object({}), cancellable: false, steps: [] } as const;
  // @ts-expect-error: a kind says what it does to the quota
  defineOperation(rest);
});

test('an error at each step, before and after its effect, leaves a clean slate and no failed undo', async () => {
  let input = world.input();
  await checkErrorAtEveryStep({
    deps: engine.deps,
    definition: demoOperation,
    begin: () => {
      input = world.input();
      return world.begin(engine, input);
    },
    world: async () => world.seen(input).files,
  });
});

test('every step may be done twice and every undo be done twice', async () => {
  const input = world.input();
  await checkEverythingTwice(
    { deps: engine.deps, definition: demoOperation, world: async () => world.seen(input).files },
    input,
    newId(),
  );
});

test('a failed step is undone with those before it, backwards, and its own error is told', async () => {
  const input = world.input({ fail: 'two' });
  const row = await ended(await world.begin(engine, input));
  expect(row).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused', message: 'Told to fail at two.' },
  });
  expect(world.seen(input)).toEqual({
    files: [],
    log: ['did one', 'did two', 'undid two', 'undid one', 'settled failed'],
  });
});

test('an undo that fails for good is named, the others are done, and the subject is free again', async () => {
  const input = world.input({ fail: 'three', failUndo: 'two' });
  const subjectId = newId();
  const row = await ended(await world.begin(engine, input, { subjectId }));
  expect(row).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused', message: 'Told to fail at three. Could not be undone: two.' },
  });
  expect(row.steps).toMatchObject([{ state: 'undone' }, { state: 'done' }, { state: 'undone' }]);
  expect(world.seen(input).files).toEqual(['two']);
  expect((await ended(await world.begin(engine, world.input(), { subjectId }))).state).toBe('succeeded');
});

test('what settles and fails for good does not keep the subject for ever', async () => {
  const row = await ended(await world.begin(engine, world.input({ failSettle: true })));
  expect(row.state).toBe('succeeded');
});

describe('cancel', () => {
  test.each(demoSteps)(
    'at step %s: what was done is undone, and only then the subject is free',
    async (step) => {
      const input = world.input({ hold: step, listen: true });
      const row = await world.begin(engine, input);
      await heldAt(input, step);
      await engine.operations.requestCancel(row.id);
      expect(await ended(row)).toMatchObject({ state: 'cancelled', error: null, cancelRequested: true });
      expect(world.seen(input).files).toEqual([]);
      expect(world.seen(input).log.at(-1)).toBe('settled cancelled');
    },
  );

  test('a step that does not listen is waited for, then undone', async () => {
    const input = world.input({ hold: 'two' });
    const subjectId = newId();
    const row = await world.begin(engine, input, { subjectId });
    await heldAt(input, 'two');
    await engine.operations.requestCancel(row.id);
    await until(() => world.seen(input).log.includes('heard two'));
    await expect(world.begin(engine, world.input(), { subjectId })).rejects.toMatchObject({
      code: 'vm.busy',
    });
    world.letGo(input);
    expect((await ended(row)).state).toBe('cancelled');
    expect(world.seen(input).log).toEqual([
      'did one',
      'heard two',
      'did two',
      'undid two',
      'undid one',
      'settled cancelled',
    ]);
  });

  test('while queued: nothing is done at all', async () => {
    await engine.close();
    engine = await world.engine({ pace: { atOnce: 1 } });
    const first = world.input({ hold: 'one' });
    const running = await world.begin(engine, first);
    await heldAt(first, 'one');
    const input = world.input();
    const queued = await world.begin(engine, input);
    await engine.operations.requestCancel(queued.id);
    world.letGo(first);
    expect(await ended(queued)).toMatchObject({
      state: 'cancelled',
      steps: demoSteps.map((name) => ({ name, state: 'pending' })),
    });
    expect(world.seen(input)).toEqual({ files: [], log: ['settled cancelled'] });
    expect((await ended(running)).state).toBe('succeeded');
  });

  test('is heard at once by the server that works, asked of it or of another one', async () => {
    await engine.close();
    // no renewal of a lease tells them: only being told does
    engine = await world.engine({ pace: { renewMs: 1_000_000, leaseSeconds: 1000 } });
    const input = world.input({ hold: 'two', listen: true });
    const row = await world.begin(engine, input);
    await heldAt(input, 'two');
    const other = await world.engine({ pace: { renewMs: 1_000_000, leaseSeconds: 1000 } });
    const second = world.input({ hold: 'two', listen: true });
    const further = await world.begin(engine, second);
    await heldAt(second, 'two');
    const asked = await findOperationRow(engine.deps.db, row.id);
    // whichever of the two works on the further one, one of these two was not asked directly
    await other.operations.requestCancel(row.id);
    await other.operations.requestCancel(further.id);
    for (const one of [row, further]) {
      expect(await ended(one)).toMatchObject({ state: 'cancelled', generation: 1 });
    }
    expect(asked?.cancelRequested).toBe(false);
    await other.close();
  });

  test('is refused where the kind cannot be cancelled, and where it has ended', async () => {
    const input = world.input({ hold: 'one' });
    const row = await world.begin(engine, input, { definition: demoUncancellable });
    await heldAt(input, 'one');
    expect(await engine.operations.requestCancel(row.id)).toBeUndefined();
    world.letGo(input);
    expect(await ended(row)).toMatchObject({ state: 'succeeded', cancelRequested: false });
    const over = await ended(await world.begin(engine, world.input()));
    expect(await engine.operations.requestCancel(over.id)).toBeUndefined();
  });
});

test('a step that outlives its deadline and takes effect later holds the subject until then, and is undone', async () => {
  await engine.close();
  engine = await world.engine({}, demoInAHurry);
  const input = world.input({ hold: 'one' });
  const subjectId = newId();
  const row = await world.begin(engine, input, { subjectId });
  await until(() => world.seen(input).log.includes('heard one'));
  await expect(world.begin(engine, world.input(), { subjectId })).rejects.toMatchObject({ code: 'vm.busy' });
  world.letGo(input);
  const over = await ended(row);
  expect(over).toMatchObject({ state: 'failed', error: { code: 'operation.deadline' } });
  expect(world.seen(input).log.slice(0, 2)).toEqual(['heard one', 'did one']);
});

test('once a step that keeps has begun nothing is undone, whether it fails or is cancelled', async () => {
  await engine.close();
  engine = await world.engine({}, demoKeepingTwo);
  const begin = (input: DemoInput) => world.begin(engine, input, { definition: demoKeepingTwo });
  const before = world.input({ fail: 'one' });
  expect(await ended(await begin(before))).toMatchObject({ state: 'failed' });
  expect(world.seen(before)).toEqual({ files: [], log: ['did one', 'undid one', 'settled failed'] });

  const failing = world.input({ fail: 'two' });
  expect(await ended(await begin(failing))).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused', message: 'Told to fail at two.' },
    steps: [{ state: 'done' }, { state: 'failed' }, { state: 'pending' }],
  });
  expect(world.seen(failing)).toEqual({
    files: ['one', 'two'],
    log: ['did one', 'did two', 'settled failed'],
  });

  const cancelled = world.input({ hold: 'two', listen: true });
  const row = await begin(cancelled);
  await heldAt(cancelled, 'two');
  await engine.operations.requestCancel(row.id);
  expect(await ended(row)).toMatchObject({ state: 'cancelled', error: null });
  expect(world.seen(cancelled).files).toEqual(['one']);
});

describe('one operation a subject', () => {
  test('the second of two is refused by the name of the first, and the caller’s transaction lives on', async () => {
    const input = world.input({ hold: 'one' });
    const subjectId = newId();
    const first = await world.begin(engine, input, { subjectId });
    await expect(world.begin(engine, world.input(), { subjectId })).rejects.toMatchObject({
      code: 'vm.busy',
      operationId: first.id,
      message: '“demo” is being built; try again when that has ended.',
    });
    world.letGo(input);
    await ended(first);
  });

  test('of eight at the same moment exactly one begins', async () => {
    const subjectId = newId();
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        world.begin(engine, world.input({ hold: 'one', listen: true }), { subjectId }),
      ),
    );
    const [won, ...more] = all.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
    expect(more).toEqual([]);
    expect(all.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []))).toEqual(
      Array(7).fill('vm.busy'),
    );
    if (won) await engine.operations.requestCancel(won.id);
  });

  test('different subjects go on beside each other', async () => {
    const inputs = [world.input({ hold: 'two' }), world.input({ hold: 'two' }), world.input({ hold: 'two' })];
    const rows = await Promise.all(inputs.map((input) => world.begin(engine, input)));
    // all three are inside their step at once, or this never returns
    await Promise.all(inputs.map((input) => heldAt(input, 'two')));
    for (const input of inputs) world.letGo(input);
    expect((await Promise.all(rows.map(ended))).map((r) => r.state)).toEqual(Array(3).fill('succeeded'));
  });
});

test('two hundred operations on two servers all succeed, each effect once', async () => {
  const other = await world.engine();
  const inputs = Array.from({ length: 200 }, () => world.input());
  const rows: OperationRow[] = [];
  // as many callers at once as a test's small pool serves within its connection timeout on a busy machine
  for (let first = 0; first < inputs.length; first += 10) {
    rows.push(
      ...(await Promise.all(inputs.slice(first, first + 10).map((input) => world.begin(engine, input)))),
    );
  }
  for (const row of rows) expect((await ended(row)).state).toBe('succeeded');
  for (const input of inputs) expect(world.seen(input).log).toEqual(allDone);
  await other.close();
});

test('progress is told to pages at most four times a second', async () => {
  await engine.close();
  // time stands still: whatever is told beyond the first figure of progress is one too many
  engine = await world.engine({ clock: { now: () => new Date(), monotonicMs: () => 0 } });
  const figures: number[] = [];
  const input = world.input();
  const row = await world.begin(engine, input);
  await ended(row);
  const last = await findOperationRow(engine.deps.db, row.id);
  // claim, 3 × (running, done), end: 8 revisions after the first, and one progress
  figures.push(last?.revision ?? 0);
  expect(figures).toEqual([1 + 8 + 1]);
});
