import type { Setting } from './settings.ts';

/** What decides when the time of one machine ends; all in ms of the epoch. */
export type Life = {
  createdAtMs: number;
  /** The end of its life; null: none. */
  expiresAtMs: number | null;
  lastUsedAtMs: number;
  /** When its owner was told that its time ends. */
  endNoticedAtMs: number | null;
};

export type LeaseRule = Setting<'lease'>;

/** When it ends and by which rule. `noticed`: its owner knows. */
export type End = { atMs: number; why: 'life' | 'idle'; noticed: boolean };

const dayMs = 86_400_000;

/** The nearer of the two ends, before anybody was told; null: there is none. */
const nearer = (life: Life, rule: LeaseRule): { atMs: number; why: End['why'] } | null => {
  const idleAtMs = rule.idleDays === null ? null : life.lastUsedAtMs + rule.idleDays * dayMs;
  if (life.expiresAtMs !== null && (idleAtMs === null || life.expiresAtMs <= idleAtMs)) {
    return { atMs: life.expiresAtMs, why: 'life' };
  }
  return idleAtMs === null ? null : { atMs: idleAtMs, why: 'idle' };
};

/**
 * When a machine's time ends. Never sooner than `warnDays` after its owner was told, whatever became of the rule or of
 * LIMEN meanwhile; where nobody was told yet, that is from now on. Use after a notice makes it none for an idle machine.
 */
export const endOf = (life: Life, rule: LeaseRule, nowMs: number): End | null => {
  const end = nearer(life, rule);
  if (end === null) return null;
  const { endNoticedAtMs } = life;
  const noticed = endNoticedAtMs !== null && (end.why === 'life' || endNoticedAtMs >= life.lastUsedAtMs);
  const toldAtMs = noticed ? endNoticedAtMs : nowMs;
  return { ...end, noticed, atMs: Math.max(end.atMs, toldAtMs + rule.warnDays * dayMs) };
};

/** Whether its time is over: then it cannot be started. */
export const hasEnded = (life: Life, rule: LeaseRule, nowMs: number): boolean => {
  const end = endOf(life, rule, nowMs);
  return end !== null && end.noticed && end.atMs <= nowMs;
};

/** Whether its owner has to be told now. */
export const isNoticeDue = (life: Life, rule: LeaseRule, nowMs: number): boolean => {
  const end = endOf(life, rule, nowMs);
  return end !== null && !end.noticed && end.atMs <= nowMs + rule.warnDays * dayMs;
};

/** Whether it was told of an end that has moved away since: the next one is told again. */
export const isNoticeOld = (life: Life, rule: LeaseRule, nowMs: number): boolean => {
  if (life.endNoticedAtMs === null) return false;
  const end = nearer(life, rule);
  return end === null || end.atMs > Math.max(nowMs, life.endNoticedAtMs) + rule.warnDays * dayMs;
};

/** When a machine goes to the trash, with its time over since `end`. */
export const graceEndsAtMs = (end: End, rule: LeaseRule): number => end.atMs + rule.graceDays * dayMs;

/** Whether a machine whose time is over has been kept long enough to go to the trash. */
export const isGraceOver = (life: Life, rule: LeaseRule, nowMs: number): boolean => {
  const end = endOf(life, rule, nowMs);
  return end !== null && end.noticed && graceEndsAtMs(end, rule) <= nowMs;
};

/**
 * What its owner's extending makes of it: `extendDays` more life, not beyond `mostDays` from its creation, and a use.
 *
 * @returns the new end of its life (null: it has none, and was idle only), or undefined where there is no more to give
 */
export const extendedLife = (life: Life, rule: LeaseRule, nowMs: number): number | null | undefined => {
  const end = nearer(life, rule);
  if (end === null) return undefined;
  if (life.expiresAtMs === null) return null;
  const wanted = Math.max(life.expiresAtMs, nowMs) + rule.extendDays * dayMs;
  const most = rule.mostDays === null ? Infinity : life.createdAtMs + rule.mostDays * dayMs;
  const atMs = Math.min(wanted, most);
  if (atMs > Math.max(life.expiresAtMs, nowMs)) return atMs;
  // its life cannot be longer, but it has not been used
  return end.why === 'idle' && life.expiresAtMs > nowMs ? life.expiresAtMs : undefined;
};

/** How long what lies in the trash is kept, in days, also where new deletions are final. @param days setting `trash` */
export const keptInTrashDays = (days: number): number => (days === 0 ? 7 : days);

/** When something in the trash goes for good. @param days setting `trash` */
export const leavesTrashAtMs = (trashedAtMs: number, days: number): number =>
  trashedAtMs + keptInTrashDays(days) * dayMs;

/** The end of a life that begins now. */
export const firstEndMs = (rule: LeaseRule, nowMs: number): number | null =>
  rule.lifeDays === null ? null : nowMs + rule.lifeDays * dayMs;

/** When its owner counts as told of an end that somebody has chosen for it: so that it stays where it was put. */
export const noticeForChosenEnd = (expiresAtMs: number, rule: LeaseRule, nowMs: number): number | null => {
  const needed = expiresAtMs - rule.warnDays * dayMs;
  return needed <= nowMs ? needed : null;
};
