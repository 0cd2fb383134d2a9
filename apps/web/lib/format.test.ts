import { GiB, MiB } from '@limen/contract/fields';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToGib, exactTime, formatBytes, formatDuration, gibToBytes, relativeTime } from './format.ts';

test('bytes are shown in binary units with at most one decimal', () => {
  expect(formatBytes(0, 'en')).toBe('0\u00a0B');
  expect(formatBytes(1023, 'en')).toBe('1,023\u00a0B');
  expect(formatBytes(512 * MiB, 'en')).toBe('512\u00a0MiB');
  expect(formatBytes(1536 * MiB, 'en')).toBe('1.5\u00a0GiB');
  expect(formatBytes(16 * 1024 * GiB, 'ko')).toBe('16\u00a0TiB');
});

test('rounding never shows 1,024 of a unit', () => {
  expect(formatBytes(GiB - 1, 'en')).toBe('1\u00a0GiB');
  expect(formatBytes(1024 ** 2 * GiB - 1, 'en')).toBe('1\u00a0PiB');
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (n) => !formatBytes(n, 'en').startsWith('1,024\u00a0')),
  );
});

test('what a GiB field says becomes bytes that the contract takes', () => {
  expect(gibToBytes(0.5, 2 * MiB)).toBe(512 * MiB);
  expect(gibToBytes(0, 2 * MiB)).toBe(2 * MiB);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1024, noNaN: true }),
      (gib) => gibToBytes(gib, 2 * MiB) % (2 * MiB) === 0,
    ),
  );
  expect(bytesToGib(gibToBytes(1.25, 2 * MiB))).toBe(1.25);
});

test('times are relative, in the reader’s language', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z');
  expect(relativeTime(now - 20_000, now, 'en')).toBe('now');
  expect(relativeTime(now - 61_000, now, 'en')).toBe('1 minute ago');
  expect(relativeTime(now - 3 * 3_600_000, now, 'ko')).toBe('3시간 전');
  expect(relativeTime(now + 2 * 86_400_000, now, 'ko')).toBe('모레');
});

test('the exact time is there for whoever asks', () => {
  expect(exactTime(Date.parse('2026-11-22T12:00:00.000Z'), 'ko', 'Asia/Seoul')).toContain('9시 0분 0초');
});

test('a span is told in its two largest units', () => {
  expect(formatDuration(0, 'en')).toBe('0 sec');
  expect(formatDuration(125_000, 'en')).toBe('2 min 5 sec');
  expect(formatDuration(3_600_000, 'en')).toBe('1 hr');
  expect(formatDuration(90_061_000, 'ko')).toBe('1일 1시간');
});
