import { performance } from 'node:perf_hooks';

/** Time as a dependency. `now` may jump; durations and leases use `monotonicMs`. */
export type Clock = { now: () => Date; monotonicMs: () => number };

export const systemClock: Clock = { now: () => new Date(), monotonicMs: () => performance.now() };
