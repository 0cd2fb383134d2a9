import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AtMostEvery } from './at-most-every.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('of many within the time the first is heard at once, the last at its end, and none between', () => {
  const heard: number[] = [];
  const every = new AtMostEvery(1000);
  for (let n = 0; n < 50; n += 1) {
    every.run('a', () => heard.push(n));
    vi.advanceTimersByTime(100);
  }
  // 5 s: the first, and one at the end of each
  expect(heard).toEqual([0, 9, 19, 29, 39, 49]);
  vi.advanceTimersByTime(10_000);
  expect(heard).toHaveLength(6);
});

test('keys do not wait for each other', () => {
  const heard: string[] = [];
  const every = new AtMostEvery(1000);
  for (const key of ['a', 'b', 'a']) every.run(key, () => heard.push(key));
  expect(heard).toEqual(['a', 'b']);
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual(['a', 'b', 'a']);
});
