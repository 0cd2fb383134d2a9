import type { Clock } from './clock.ts';

/** How often the clock is looked at: a timer over hours would be late by as long as the machine slept. */
const lookMs = 60_000;

/** The next time after `now` at which the clock on this machine’s wall shows `hour`:00. */
export const nextAt = (hour: number, now: Date): Date => {
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour);
  // by the calendar, not by 24 hours: a day in which the clocks change is longer or shorter
  if (next <= now) next.setDate(next.getDate() + 1);
  return next;
};

/**
 * Does a job once a day at `hour`:00 local time. One that was slept through is done on waking; a clock that is set back
 * does not do it again the same day.
 *
 * @param every for tests: how often to look
 * @returns a function that ends it
 */
export const daily = (clock: Clock, hour: number, job: () => void, every = lookMs): (() => void) => {
  let due = nextAt(hour, clock.now());
  const timer = setInterval(() => {
    const now = clock.now();
    if (now < due) return;
    due = nextAt(hour, now);
    job();
  }, every);
  return () => clearInterval(timer);
};
