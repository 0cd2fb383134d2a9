import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { id, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** How often snapshots are made by themselves, and how many of each are kept; coarser ones are picked out of the finer. */
export const snapshotTiers = ['hourly', 'daily', 'weekly'] as const;
export type SnapshotTier = (typeof snapshotTiers)[number];
export const mostKept = { hourly: 48, daily: 31, weekly: 52 } as const satisfies Record<SnapshotTier, number>;

const keep = (tier: SnapshotTier) => z.int().min(0).max(mostKept[tier]).describe('0: none of these');
const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const snapshotScheduleBody = z
  .strictObject({
    hourly: keep('hourly'),
    daily: keep('daily'),
    weekly: keep('weekly'),
    atMinute: z
      .int()
      .min(0)
      .max(1439)
      .describe('Minute of the day at which days and weeks are; hours are at the same minute'),
    weekday: z.int().min(1).max(7).describe('Of the weekly ones; 1 is Monday'),
    timeZone: z.string().max(64).refine(isZone, 'is no time zone'),
    memory: z.boolean().describe('Of a machine that runs: its memory too'),
  })
  .refine(({ hourly, daily, weekly }) => hourly + daily + weekly > 0, {
    path: ['daily'],
    message: 'keeps none: delete the schedule instead',
  });
export type SnapshotScheduleBody = z.output<typeof snapshotScheduleBody>;
/** What says when, and what is kept. */
export type ScheduleRule = Omit<SnapshotScheduleBody, 'memory'>;

export const snapshotSchedule = z
  .object({
    ...snapshotScheduleBody.shape,
    nextAt: time.describe('When the next is made'),
    lastAt: time.nullable().describe('When one was made, or left out, last'),
    lastResult: z
      .enum(['made', 'unchanged', 'failed'])
      .nullable()
      .describe('`unchanged`: the machine was off all the while, and a snapshot has what is on its disks'),
    lastError: z
      .enum(errorCodes)
      .nullable()
      .describe('Why it failed; it is tried again until the next is due'),
  })
  .meta({ id: 'SnapshotSchedule' });
export type SnapshotSchedule = z.infer<typeof snapshotSchedule>;

const params = z.strictObject({ id });

export const snapshotScheduleRoutes = defineRoutes({
  get: {
    method: 'GET',
    path: '/api/vms/:id/snapshot-schedule',
    access: 'approved',
    summary: 'When snapshots of a machine are made by themselves; null: never',
    params,
    status: 200,
    reply: z.object({ schedule: snapshotSchedule.nullable() }),
    errors: ['object.not_found'],
  },
  put: {
    method: 'PUT',
    action: 'vm.snapshotSchedule',
    path: '/api/vms/:id/snapshot-schedule',
    access: 'approved',
    summary: 'Have snapshots of a machine made by themselves, and those that are too many deleted',
    params,
    body: snapshotScheduleBody,
    status: 200,
    reply: z.object({ schedule: snapshotSchedule.nullable() }),
    errors: ['object.not_found'],
  },
  delete: {
    method: 'DELETE',
    action: 'vm.snapshotSchedule',
    path: '/api/vms/:id/snapshot-schedule',
    access: 'approved',
    summary: 'Make none by itself any more; those that were made stay',
    params,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found'],
  },
});

// --- rules: pure, the same on the server and in the page ---

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

type Local = { year: number; month: number; day: number; hour: number; minute: number };

const formats = new Map<string, Intl.DateTimeFormat>();
/** The wall clock of a zone at a moment. */
const localAt = (ms: number, timeZone: string): Local => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
};
const asUtc = ({ year, month, day, hour, minute }: Local): number =>
  Date.UTC(year, month - 1, day, hour, minute);

/** The moment at which a zone's clocks show this; where they skip it, as much later. */
const momentOf = (wall: Local, timeZone: string): number => {
  const wanted = asUtc(wall);
  const offset = (ms: number): number => asUtc(localAt(ms, timeZone)) - Math.floor(ms / minuteMs) * minuteMs;
  const first = wanted - offset(wanted);
  return wanted - offset(first);
};

/** ISO weekday: 1 is Monday. */
const weekdayOf = (wall: Local): number => ((new Date(asUtc(wall)).getUTCDay() + 6) % 7) + 1;

/** When the next one is due, after a moment; ms since 1970. */
export const nextRunMs = (rule: ScheduleRule, afterMs: number): number => {
  const due: number[] = [];
  if (rule.hourly > 0) {
    const wall = localAt(afterMs, rule.timeZone);
    const first = momentOf({ ...wall, minute: rule.atMinute % 60 }, rule.timeZone);
    due.push(first > afterMs ? first : first + hourMs);
  }
  // a day more than a week: what was today's may be over
  for (let day = 0; day <= 8 && (rule.daily > 0 || rule.weekly > 0); day += 1) {
    const { year, month, day: date } = localAt(afterMs + day * dayMs, rule.timeZone);
    const wall = {
      year,
      month,
      day: date,
      hour: Math.floor(rule.atMinute / 60),
      minute: rule.atMinute % 60,
    };
    if (rule.daily === 0 && weekdayOf(wall) !== rule.weekday) continue;
    const moment = momentOf(wall, rule.timeZone);
    if (moment > afterMs) due.push(moment);
  }
  return Math.min(...due);
};

/**
 * Which of those that were made by themselves are kept: the newest of each hour, day and week, for as many as the rule says.
 *
 * @param made moments, in ms since 1970, in any order
 */
export const keptOf = (rule: ScheduleRule, made: readonly number[]): Set<number> => {
  const newestFirst = made.toSorted((a, b) => b - a);
  const kept = new Set<number>();
  const bucket: Record<SnapshotTier, (ms: number) => string> = {
    hourly: (ms) => String(Math.floor(asUtc(localAt(ms, rule.timeZone)) / hourMs)),
    daily: (ms) => String(Math.floor(asUtc(localAt(ms, rule.timeZone)) / dayMs)),
    // 1970 began on a Thursday: weeks are counted from the Monday before
    weekly: (ms) => String(Math.floor((asUtc(localAt(ms, rule.timeZone)) / dayMs + 3) / 7)),
  };
  for (const tier of snapshotTiers) {
    const seen = new Set<string>();
    for (const ms of newestFirst) {
      const key = bucket[tier](ms);
      if (seen.has(key)) continue;
      if (seen.size >= rule[tier]) break;
      seen.add(key);
      kept.add(ms);
    }
  }
  return kept;
};
