import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repeat } from './repeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a run is not joined by another, one that fails is told and followed, and the end waits for the one under way', async () => {
  let ended = 0;
  const failures: unknown[] = [];
  const runs: PromiseWithResolvers<void>[] = [];
  const end = repeat(1000, {
    atOnce: true,
    run: async () => {
      const until = Promise.withResolvers<void>();
      runs.push(until);
      await until.promise;
      ended += 1;
    },
    failed: (error) => failures.push(error),
  });
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toHaveLength(1);
  runs[0]?.reject(new Error('no'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs).toHaveLength(2);
  expect(failures).toEqual([new Error('no')]);
  const over = vi.fn();
  const ending = end().then(over);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(over).not.toHaveBeenCalled();
  runs[1]?.resolve();
  await ending;
  expect(ended).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toHaveLength(2);
});
