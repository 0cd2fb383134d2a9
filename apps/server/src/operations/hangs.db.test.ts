import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, until } from '../../testing/saga-harness.ts';
import { newId } from '../lib/new-id.ts';
import { findOperationRow } from './operation.rows.ts';
import { demoHurriedTwo } from './testing/demo-operation.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

let world: DemoWorld;
let engine: Engine;
beforeAll(async () => {
  world = await openDemoWorld();
});
afterEach(() => engine.close());
afterAll(() => world.close());

/** One whose second step has 50 ms and hangs for ever at the place, left behind as soon as that is over. */
const hanging = async (place: string): Promise<Engine> => {
  engine = await world.engine(
    { failpoint: `image.build.two:${place}:hang`, pace: { abandonMs: 1, undoWaitsMs: [1] } },
    demoHurriedTwo,
  );
  return engine;
};

describe('a step that never returns', () => {
  test.each(['before', 'after'])(
    '%s its effect ends by its deadline’s name; what was done is undone under another generation, and the subject is free',
    async (place) => {
      const { operations } = await hanging(place);
      const subjectId = newId();
      const input = world.input();
      const row = await world.begin(engine, input, { subjectId, definition: demoHurriedTwo });
      expect(await operations.waitFor(row.id)).toMatchObject({
        state: 'failed',
        error: {
          code: 'operation.deadline',
          message: 'The step “two” took longer than it may.',
        },
        generation: 2,
        leaseHolder: null,
        steps: [{ state: 'undone' }, { state: 'undone' }, { state: 'pending' }],
      });
      expect(world.seen(input).files).toEqual([]);
      expect(world.seen(input).log.at(-1)).toBe('settled failed');
      engine.deps.config.failpoint = undefined;
      const next = await world.begin(engine, world.input(), { subjectId, definition: demoHurriedTwo });
      expect((await operations.waitFor(next.id)).state).toBe('succeeded');
    },
  );

  test('and is cancelled ends as cancelled', async () => {
    engine = await world.engine(
      { failpoint: 'image.build.one:before:hang', pace: { abandonMs: 1 } },
      { ...demoHurriedTwo, steps: demoHurriedTwo.steps.map((step) => ({ ...step, deadlineSeconds: 1 })) },
    );
    const row = await world.begin(engine, world.input(), { definition: demoHurriedTwo });
    await until(async () => (await findOperationRow(engine.deps.db, row.id))?.state === 'running');
    await engine.operations.requestCancel(row.id);
    expect(await engine.operations.waitFor(row.id)).toMatchObject({ state: 'cancelled', error: null });
  });
});

test('an undo that never returns is named like one that fails, and the others are done', async () => {
  const { operations } = await hanging('undo-before');
  const input = world.input({ fail: 'three' });
  const row = await world.begin(engine, input, { definition: demoHurriedTwo });
  expect(await operations.waitFor(row.id)).toMatchObject({
    state: 'failed',
    error: { code: 'host.refused', message: 'Told to fail at three. Could not be undone: two.' },
    steps: [{ state: 'undone' }, { state: 'done' }, { state: 'undone' }],
  });
  expect(world.seen(input).files).toEqual(['two']);
});

test('what was left behind and wakes up later does nothing any more', async () => {
  engine = await world.engine({ pace: { abandonMs: 1 } }, demoHurriedTwo);
  // deaf to its signal, it goes on when it is let go, long after everybody else has gone on
  const input = world.input({ hold: 'two', ask: true });
  const row = await world.begin(engine, input, { definition: demoHurriedTwo });
  expect(await engine.operations.waitFor(row.id)).toMatchObject({
    state: 'failed',
    error: { code: 'operation.deadline' },
    generation: 2,
  });
  world.letGo(input);
  await until(() => world.seen(input).log.includes('refused two'));
  expect(world.seen(input).files).toEqual([]);
});
