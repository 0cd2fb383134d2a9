import { expect, test } from 'vitest';
import { AtMost } from './at-most.ts';

const never = new AbortController().signal;

test('no more run at once than may, in the order in which they came, also where one fails', async () => {
  const atMost = new AtMost(2);
  const begun: number[] = [];
  const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const runs = ends.map(({ promise }, i) =>
    atMost.run(never, () => {
      begun.push(i);
      return promise;
    }),
  );
  const settled = Promise.allSettled(runs);
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('failed'));
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve();
  expect((await settled).map((s) => s.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('one that gives up waiting never begins, and keeps nobody from their turn', async () => {
  const atMost = new AtMost(1);
  const first = Promise.withResolvers<void>();
  const running = atMost.run(never, () => first.promise);
  const controller = new AbortController();
  const begun: string[] = [];
  const left = atMost.run(controller.signal, async () => void begun.push('left'));
  const last = atMost.run(never, async () => void begun.push('last'));
  controller.abort(new Error('enough'));
  await expect(left).rejects.toThrow('enough');
  first.resolve();
  await Promise.all([running, last]);
  expect(begun).toEqual(['last']);
});
