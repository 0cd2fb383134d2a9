import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../db/schema.ts';
import { defineOperation } from './define-operation.ts';
import { demoInput } from './testing/demo-operation.ts';
import { type DemoWorld, openDemoWorld } from './testing/demo-world.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await openDemoWorld();
});
afterAll(() => world.close());

test('a bounded kind is never worked on more often at once, by two servers together, and all of it is done', async () => {
  let working = 0;
  let most = 0;
  const bounded = defineOperation({
    kind: 'image.build',
    version: 1,
    quota: 'none',
    input: demoInput,
    cancellable: true,
    atOncePerHost: 3,
    steps: [
      {
        name: 'one',
        deadlineSeconds: 60,
        run: async () => {
          working += 1;
          most = Math.max(most, working);
          // lets others in, were they let
          await delay(20);
          working -= 1;
        },
      },
    ],
  });
  const first = await world.engine({}, bounded);
  const rows = await Promise.all(
    Array.from({ length: 20 }, () => world.begin(first, world.input(), { definition: bounded })),
  );
  const second = await world.engine({}, bounded);
  const ended = await Promise.all(
    rows.map(({ id }, n) => (n % 2 === 0 ? first : second).operations.waitFor(id)),
  );
  expect(ended.map(({ state }) => state)).toEqual(rows.map(() => 'succeeded'));
  expect(most).toBe(3);
  expect(await first.deps.db.$count(operations)).toBe(20);
});
