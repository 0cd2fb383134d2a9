import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { daily, nextAt } from './daily.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the next time is later today, or tomorrow by the calendar', () => {
  expect(nextAt(3, new Date(2026, 10, 26, 2, 59))).toEqual(new Date(2026, 10, 26, 3));
  expect(nextAt(3, new Date(2026, 10, 26, 3, 0))).toEqual(new Date(2026, 10, 27, 3));
  expect(nextAt(3, new Date(2026, 11, 31, 23))).toEqual(new Date(2027, 0, 1, 3));
});

test('a job runs once a day, also after a night that the machine slept through, or a clock that jumped', () => {
  let now = new Date(2026, 10, 26, 12);
  let done = 0;
  const clock = { now: () => now, monotonicMs: () => 0 };
  const end = daily(clock, 3, () => (done += 1));
  const look = (at: Date): number => {
    now = at;
    vi.advanceTimersByTime(60_000);
    return done;
  };
  expect(look(new Date(2026, 10, 27, 2, 59))).toBe(0);
  expect(look(new Date(2026, 10, 27, 3, 0, 30))).toBe(1);
  expect(look(new Date(2026, 10, 27, 3, 1))).toBe(1);
  // three nights asleep: once, on waking
  expect(look(new Date(2026, 10, 30, 11))).toBe(2);
  // set back over the hour: not again
  expect(look(new Date(2026, 10, 30, 1))).toBe(2);
  expect(look(new Date(2026, 10, 30, 3, 5))).toBe(2);
  expect(look(new Date(2026, 11, 1, 3, 5))).toBe(3);
  end();
  expect(look(new Date(2026, 11, 5))).toBe(3);
});
