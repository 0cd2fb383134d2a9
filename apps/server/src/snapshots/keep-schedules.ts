import { keptOf, nextRunMs } from '@limen/contract/snapshot-schedules';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { repeat } from '../lib/repeat.ts';
import { beginOwnOperation } from '../vms/begin-own-operation.ts';
import { deleteSnapshotOperation } from './delete-snapshot.ts';
import { newSnapshot } from './new-snapshot.ts';
import { settleScheduled } from './settle-scheduled.ts';
import { updateSnapshot } from './snapshot.rows.ts';
import {
  isUnchanged,
  listScheduled,
  listSchedules,
  type ScheduleRow,
  updateSchedule,
} from './snapshot-schedule.rows.ts';
import { takeSnapshotOperation } from './take-snapshot.ts';

const everyMs = 20_000;

/**
 * Makes, now and every so often, the snapshots that are due, and deletes those that are too many, one a machine at a time. What a
 * server that was off has missed is made once; of several servers each looks, and one does it.
 *
 * @returns a function that ends it, and waits for the look that is under way
 */
export const keepSchedules = (deps: Deps): (() => Promise<void>) =>
  repeat(everyMs, {
    atOnce: true,
    run: () => lookAtSchedules(deps),
    failed: (error) => deps.log.warn({ err: error }, 'snapshots by schedule'),
  });

export const lookAtSchedules = async (deps: Deps): Promise<void> => {
  for (const schedule of await listSchedules(deps.db, deps.clock.now())) {
    await makeDue(deps, schedule).catch((error: unknown) =>
      deps.log.warn({ err: error, vmId: schedule.vmId }, 'a snapshot that is due'),
    );
  }
  for (const schedule of await listSchedules(deps.db)) {
    await deleteOne(deps, schedule).catch((error: unknown) =>
      deps.log.warn({ err: error, vmId: schedule.vmId }, 'a snapshot that is too much'),
    );
  }
};

/** One whose machine is busy, or its host away, stays due. */
const makeDue = async (deps: Deps, schedule: ScheduleRow): Promise<void> => {
  const { vmId, memory, nextAt } = schedule;
  const snapshotId = newId();
  const skipped = { yes: false };
  try {
    await beginOwnOperation(deps, vmId, {
      definition: takeSnapshotOperation,
      stillDue: (row) =>
        row.phase === 'ready' && ['stopped', 'running', 'paused'].includes(row.observedState),
      input: async () => ({ snapshotId, scheduled: true }),
      reserve: async (tx, row) => {
        if (row.domainRunId === null && (await isUnchanged(tx, vmId, row.startGeneration))) {
          skipped.yes = true;
          throw new AppError('vm.state', 'It is in a snapshot already.');
        }
        // of several servers that look one is first
        await updateSchedule(tx, vmId, { nextAt: new Date(nextRunMs(schedule, deps.clock.now().getTime())) });
        const given = {
          id: snapshotId,
          name: nameOf(schedule, nextAt),
          note: '',
          madeBy: 'schedule',
        } as const;
        return newSnapshot(deps, tx, { ...row, memory }, given);
      },
      why: { schedule: true },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!skipped.yes) return settleScheduled(deps, vmId, error);
    const now = deps.clock.now();
    await updateSchedule(deps.db, vmId, {
      nextAt: new Date(nextRunMs(schedule, now.getTime())),
      lastAt: now,
      lastResult: 'unchanged',
      lastError: null,
      failures: 0,
    });
  }
};

/** The moment that it was due, as its owner's clocks show it. */
const nameOf = ({ timeZone }: ScheduleRow, due: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(due);

const deleteOne = async (deps: Deps, schedule: ScheduleRow): Promise<void> => {
  const { vmId } = schedule;
  const made = await listScheduled(deps.db, vmId);
  const kept = keptOf(
    schedule,
    made.map(({ createdAt }) => createdAt.getTime()),
  );
  const surplus = made.find(({ createdAt }) => !kept.has(createdAt.getTime()));
  if (!surplus) return;
  await beginOwnOperation(deps, vmId, {
    definition: deleteSnapshotOperation,
    stillDue: (row) => row.phase === 'ready' && ['stopped', 'running', 'paused'].includes(row.observedState),
    input: async () => ({ snapshotId: surplus.id, unfinished: false }),
    change: (tx) => updateSnapshot(tx, surplus.id, { state: 'deleting' }),
    why: { schedule: true, snapshotId: surplus.id },
  });
};
