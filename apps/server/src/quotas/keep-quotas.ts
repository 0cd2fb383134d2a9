import type { Deps } from '../deps.ts';
import { daily } from '../lib/daily.ts';
import { recountQuotas } from './recount-quotas.ts';

/** When nobody is likely to wait for the database. */
const hour = 3;

/** Counts every quota anew, now and every night at three. Never fails: what could not be counted is logged. */
export const keepQuotas = async (deps: Deps): Promise<() => void> => {
  const recount = (): Promise<unknown> =>
    recountQuotas(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'quotas were not counted'));
  await recount();
  return daily(deps.clock, hour, () => void recount());
};
