import { type QuotaDimension, quotaDimensions } from '@limen/contract/settings';
import { recordAudit } from '../audit/record-audit.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { settleRunningCounts } from '../vms/settle-running-counts.ts';
import { listMiscounts, lockQuotas, type Miscount, setUsage } from './quota.rows.ts';

/** What the last recount of this process found. */
export type Recount = { at: Date; corrected: Miscount[] };

const last = new WeakMap<Deps, Recount>();

/** Of the last recount; undefined where there was none yet. Asks nobody. */
export const lastRecount = (deps: Deps): Recount | undefined => last.get(deps);

/** Counters that differ from the rows, now; nothing is changed. Invariant I3. */
export const lookAtQuotas = (db: Db): Promise<Miscount[]> => listMiscounts(db);

/** The dimensions that differ, with the numbers of one side. */
export const differing = (
  miscount: Miscount,
  side: 'counted' | 'actual',
): Partial<Record<QuotaDimension, number>> =>
  Object.fromEntries(
    quotaDimensions
      .filter((d) => miscount.counted[d] !== miscount.actual[d])
      .map((d) => [d, miscount[side][d]]),
  );

/**
 * Compares every counter with the rows it counts and makes it say what they say: nothing of ours lets them differ, so each
 * difference is logged and written into the record. Whoever works meanwhile is neither held up nor miscounted.
 */
export const recountQuotas = async (deps: Deps): Promise<Recount> => {
  await settleRunningCounts(deps);
  const corrected: Miscount[] = [];
  for (const { user } of await listMiscounts(deps.db)) {
    try {
      const found = await correct(deps, user.id);
      if (!found) continue;
      corrected.push(found);
      deps.log.warn({ user: user.id, miscount: found }, 'a quota was counted anew');
      deps.live.publish('quota.changed', { userId: user.id });
    } catch (error) {
      // one person never blocks the others
      deps.log.warn({ err: error, user: user.id }, 'a quota could not be counted anew');
    }
  }
  const recount = { at: deps.clock.now(), corrected };
  last.set(deps, recount);
  return recount;
};

/** Under the lock that every change of a counter takes, what is committed is all there is. */
const correct = (deps: Deps, userId: string): Promise<Miscount | undefined> =>
  deps.db.transaction(async (tx) => {
    await lockQuotas(tx, [userId]);
    const [found] = await listMiscounts(tx, userId);
    if (!found) return undefined;
    await setUsage(tx, userId, found.actual);
    await recordAudit(
      tx,
      { via: 'system' },
      {
        action: 'quota.recount',
        object: { type: 'quota', id: userId, name: found.user.userName, ownerId: userId },
        before: differing(found, 'counted'),
        after: differing(found, 'actual'),
      },
    );
    return found;
  });
