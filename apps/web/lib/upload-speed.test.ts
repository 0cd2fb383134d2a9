import { expect, test } from 'vitest';
import { remainingMs, Speed } from './upload-speed.ts';

test('a speed is that of the last seconds, and not known from a moment', () => {
  const speed = new Speed();
  speed.note(0, 0);
  expect(speed.bytesPerSecond).toBe(null);
  for (let s = 1; s <= 30; s += 1) speed.note(s * 1000, s * 1000);
  expect(speed.bytesPerSecond).toBe(1000);
  for (let s = 31; s <= 50; s += 1) speed.note(30_000 + (s - 30) * 10, s * 1000);
  expect(speed.bytesPerSecond).toBe(10);
});

test('what was lost on its way, and a pause, begin anew', () => {
  const speed = new Speed();
  speed.note(0, 0);
  speed.note(5000, 5000);
  speed.note(1000, 6000);
  expect(speed.bytesPerSecond).toBe(null);
  speed.note(3000, 8000);
  expect(speed.bytesPerSecond).toBe(1000);
  speed.forget();
  expect(speed.bytesPerSecond).toBe(null);
});

test('the time that remains is not guessed from nothing', () => {
  expect(remainingMs(10_000, 1000)).toBe(10_000);
  expect(remainingMs(10_000, null)).toBe(null);
  expect(remainingMs(10_000, 0)).toBe(null);
});
