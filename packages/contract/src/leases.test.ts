import { describe, expect, test } from 'vitest';
import {
  endOf,
  extendedLife,
  firstEndMs,
  graceEndsAtMs,
  hasEnded,
  isGraceOver,
  isNoticeDue,
  isNoticeOld,
  keptInTrashDays,
  type LeaseRule,
  type Life,
  leavesTrashAtMs,
  noticeForChosenEnd,
} from './leases.ts';

const day = 86_400_000;
/** Days are counted from here. */
const origin = Date.UTC(2026, 0, 1);
const at = (days: number): number => origin + days * day;
const rule = (change: Partial<LeaseRule> = {}): LeaseRule => ({
  lifeDays: null,
  idleDays: null,
  warnDays: 3,
  extendDays: 30,
  mostDays: null,
  graceDays: 7,
  ...change,
});
const life = (change: { expires?: number; used?: number; noticed?: number } = {}): Life => ({
  createdAtMs: at(0),
  expiresAtMs: change.expires === undefined ? null : at(change.expires),
  lastUsedAtMs: at(change.used ?? 0),
  endNoticedAtMs: change.noticed === undefined ? null : at(change.noticed),
});

test('without a rule there is no end, nothing to tell and nothing to extend', () => {
  expect(endOf(life(), rule(), at(5000))).toBeNull();
  expect(hasEnded(life(), rule(), at(5000))).toBe(false);
  expect(isNoticeDue(life(), rule(), at(5000))).toBe(false);
  expect(extendedLife(life(), rule(), at(5))).toBeUndefined();
  expect(firstEndMs(rule(), at(0))).toBeNull();
  expect(firstEndMs(rule({ lifeDays: 30 }), at(1))).toBe(at(31));
});

describe('an end', () => {
  test('is the nearer of life and idleness', () => {
    const idle = rule({ idleDays: 10 });
    expect(endOf(life({ expires: 30 }), idle, at(1))).toEqual({ atMs: at(10), why: 'idle', noticed: false });
    expect(endOf(life({ expires: 30, used: 25 }), idle, at(26))).toEqual({
      atMs: at(30),
      why: 'life',
      noticed: false,
    });
  });

  test('that nobody was told of is always a whole warning away', () => {
    for (const now of [28, 30, 400]) {
      expect(endOf(life({ expires: 30 }), rule(), at(now))?.atMs).toBe(at(now + 3));
      expect(hasEnded(life({ expires: 30 }), rule(), at(now))).toBe(false);
      expect(isNoticeDue(life({ expires: 30 }), rule(), at(now))).toBe(true);
    }
    expect(isNoticeDue(life({ expires: 30 }), rule(), at(26))).toBe(false);
  });

  test('that was told of comes when it was to come, and not sooner than the warning', () => {
    expect(hasEnded(life({ expires: 30, noticed: 27 }), rule(), at(30) - 1)).toBe(false);
    expect(hasEnded(life({ expires: 30, noticed: 27 }), rule(), at(30))).toBe(true);
    // told late, as after LIMEN was off for long
    expect(hasEnded(life({ expires: 30, noticed: 40 }), rule(), at(43) - 1)).toBe(false);
    expect(hasEnded(life({ expires: 30, noticed: 40 }), rule(), at(43))).toBe(true);
  });

  test('of a rule that became shorter is a whole warning away, too', () => {
    const machine = life({ used: 0 });
    expect(isNoticeDue(machine, rule({ idleDays: 100 }), at(50))).toBe(false);
    const shorter = rule({ idleDays: 10 });
    expect(endOf(machine, shorter, at(50))).toEqual({ atMs: at(53), why: 'idle', noticed: false });
    expect(hasEnded({ ...machine, endNoticedAtMs: at(50) }, shorter, at(52))).toBe(false);
    expect(hasEnded({ ...machine, endNoticedAtMs: at(50) }, shorter, at(53))).toBe(true);
  });

  test('of an idle machine moves away with its use, and the next one is told again', () => {
    const idle = rule({ idleDays: 10 });
    const told = life({ used: 0, noticed: 7 });
    expect(isNoticeOld(told, idle, at(8))).toBe(false);
    const used = { ...told, lastUsedAtMs: at(8) };
    expect(endOf(used, idle, at(8))).toEqual({ atMs: at(18), why: 'idle', noticed: false });
    expect(isNoticeOld(used, idle, at(8))).toBe(true);
    // also where nobody had the time to take the notice back
    expect(hasEnded(used, idle, at(30))).toBe(false);
  });

  test('is followed by the grace', () => {
    const machine = life({ expires: 30, noticed: 27 });
    expect(isGraceOver(machine, rule(), at(37) - 1)).toBe(false);
    expect(isGraceOver(machine, rule(), at(37))).toBe(true);
    expect(isGraceOver(life({ expires: 30 }), rule(), at(370))).toBe(false);
    // what the page says is when it happens
    const end = endOf(machine, rule(), at(31));
    expect(end && graceEndsAtMs(end, rule())).toBe(at(37));
  });

  test('that an administrator chose stays where it was put, however near', () => {
    const noticed = noticeForChosenEnd(at(11), rule(), at(10));
    const machine: Life = { ...life({ expires: 11 }), endNoticedAtMs: noticed };
    expect(endOf(machine, rule(), at(10))).toEqual({ atMs: at(11), why: 'life', noticed: true });
    expect(noticeForChosenEnd(at(20), rule(), at(10))).toBeNull();
  });
});

describe('extending', () => {
  test('adds days to the end, or to now where that is over', () => {
    expect(extendedLife(life({ expires: 30 }), rule(), at(28))).toBe(at(60));
    expect(extendedLife(life({ expires: 30, noticed: 27 }), rule(), at(35))).toBe(at(65));
  });

  test('does not reach beyond the most, and has nothing to give there', () => {
    const most = rule({ mostDays: 50 });
    expect(extendedLife(life({ expires: 30 }), most, at(28))).toBe(at(50));
    expect(extendedLife(life({ expires: 50 }), most, at(48))).toBeUndefined();
    expect(extendedLife(life({ expires: 30 }), most, at(51))).toBeUndefined();
  });

  test('of an idle machine is a use, which leaves the end of its life as it is', () => {
    const idle = rule({ idleDays: 10, mostDays: 50 });
    expect(extendedLife(life(), idle, at(9))).toBeNull();
    expect(extendedLife(life({ expires: 50, used: 20 }), idle, at(29))).toBe(at(50));
  });
});

test('the trash keeps by the setting of today, and seven days where new deletions are final', () => {
  expect(leavesTrashAtMs(at(0), 14)).toBe(at(14));
  expect(leavesTrashAtMs(at(0), 2)).toBe(at(2));
  expect(leavesTrashAtMs(at(0), 0)).toBe(at(7));
  expect(keptInTrashDays(0)).toBe(7);
});
