import { type ErrorCode, errorCodes } from '@limen/contract/error-codes';
import { nextRunMs } from '@limen/contract/snapshot-schedules';
import type { Deps } from '../deps.ts';
import { findSchedule, updateSchedule } from './snapshot-schedule.rows.ts';

/** After the first failure; doubled by each further one, until the next is due anyway. */
const againMs = 5 * 60_000;
const mostDoublings = 6;

/**
 * Writes down how one that was due ended, and when the next is.
 *
 * @param error why it failed; null: it was made
 */
export const settleScheduled = async (
  deps: Deps,
  vmId: string,
  error: { code: string } | null,
): Promise<void> => {
  const schedule = await findSchedule(deps.db, vmId);
  if (!schedule) return;
  const now = deps.clock.now();
  const dueMs = nextRunMs(schedule, now.getTime());
  if (error === null) {
    await updateSchedule(deps.db, vmId, {
      nextAt: new Date(dueMs),
      lastAt: now,
      lastResult: 'made',
      lastError: null,
      failures: 0,
    });
    return;
  }
  const waitMs = againMs * 2 ** Math.min(schedule.failures, mostDoublings);
  await updateSchedule(deps.db, vmId, {
    nextAt: new Date(Math.min(dueMs, now.getTime() + waitMs)),
    lastAt: now,
    lastResult: 'failed',
    lastError: asCode(error.code),
    failures: schedule.failures + 1,
  });
};

const asCode = (code: string): ErrorCode => errorCodes.find((known) => known === code) ?? 'server.internal';
