import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptOf, nextRunMs, type ScheduleRule, snapshotScheduleBody } from './snapshot-schedules.ts';

const rule: ScheduleRule = {
  hourly: 0,
  daily: 0,
  weekly: 0,
  atMinute: 3 * 60 + 30,
  weekday: 7,
  timeZone: 'Asia/Seoul',
};
const at = (text: string): number => Date.parse(text);
const next = (change: Partial<ScheduleRule>, after: string): string =>
  new Date(nextRunMs({ ...rule, ...change }, at(after))).toISOString();

test('the next one is at the minute, the hour and the day that its owner’s clocks show', () => {
  expect(next({ hourly: 1 }, '2026-11-27T10:00:00Z')).toBe('2026-11-27T10:30:00.000Z');
  expect(next({ hourly: 1 }, '2026-11-27T10:30:00Z')).toBe('2026-11-27T11:30:00.000Z');
  // Seoul is nine hours before
  expect(next({ daily: 1 }, '2026-11-27T10:00:00Z')).toBe('2026-11-27T18:30:00.000Z');
  expect(next({ daily: 1 }, '2026-11-27T18:30:00Z')).toBe('2026-11-28T18:30:00.000Z');
  // the 27th is a Friday; Sunday at half past three is Saturday evening in UTC
  expect(next({ weekly: 1 }, '2026-11-27T10:00:00Z')).toBe('2026-11-28T18:30:00.000Z');
  expect(next({ weekly: 1 }, '2026-11-28T18:30:00Z')).toBe('2026-12-05T18:30:00.000Z');
  // a zone that is half an hour off: its hours are too
  expect(next({ hourly: 1, atMinute: 0, timeZone: 'Asia/Kolkata' }, '2026-11-27T10:00:00Z')).toBe(
    '2026-11-27T10:30:00.000Z',
  );
});

test('clocks that are put on or back make one day of it, not two or none', () => {
  const berlin = { daily: 1, timeZone: 'Europe/Berlin', atMinute: 2 * 60 + 30 };
  // put on at two on 29 March 2026: there is no half past two
  expect(next(berlin, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  expect(next(berlin, '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30:00.000Z');
  // put back at three on 25 October 2026: half past two is there twice
  const first = next(berlin, '2026-10-24T12:00:00Z');
  expect(next(berlin, first)).toBe('2026-10-26T01:30:00.000Z');
});

test('whatever the rule, the next one comes later, and within a week', () => {
  fc.assert(
    fc.property(
      fc.record({
        hourly: fc.nat({ max: 2 }),
        daily: fc.nat({ max: 2 }),
        weekly: fc.integer({ min: 1, max: 2 }),
        atMinute: fc.nat({ max: 1439 }),
        weekday: fc.integer({ min: 1, max: 7 }),
        timeZone: fc.constantFrom('UTC', 'Asia/Seoul', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'),
      }),
      fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
      (any, after) => {
        const ms = nextRunMs(any, after);
        expect(ms).toBeGreaterThan(after);
        expect(ms - after).toBeLessThanOrEqual((7 * 24 + 2) * 3_600_000);
      },
    ),
  );
});

test('of a month of hours the newest of each hour, day and week stay', () => {
  const hours = Array.from({ length: 30 * 24 }, (_, n) => at('2026-11-01T00:30:00Z') + n * 3_600_000);
  const kept = keptOf({ ...rule, hourly: 24, daily: 7, weekly: 4, timeZone: 'UTC' }, hours);
  const newest = hours.at(-1) ?? 0;
  expect(kept.has(newest)).toBe(true);
  // the last 24 hours; of them the last is its day's and its week's too. Then six days, of which one is its week's; two weeks
  expect(kept.size).toBe(24 + 6 + 2);
  expect([...kept].filter((ms) => ms > newest - 24 * 3_600_000)).toHaveLength(24);
  expect(keptOf({ ...rule, daily: 2, timeZone: 'UTC' }, hours)).toEqual(
    new Set([newest, at('2026-11-29T23:30:00Z')]),
  );
  expect(keptOf({ ...rule, daily: 3 }, [])).toEqual(new Set());
});

test('a zone that is none and a schedule that keeps nothing are refused', () => {
  const body = { ...rule, daily: 1, memory: true };
  expect(snapshotScheduleBody.safeParse(body).success).toBe(true);
  expect(snapshotScheduleBody.safeParse({ ...body, timeZone: 'Mars/Base' }).success).toBe(false);
  expect(snapshotScheduleBody.safeParse({ ...body, daily: 0 }).success).toBe(false);
});
