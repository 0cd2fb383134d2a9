import { errorCodes } from '@limen/contract/error-codes';
import {
  nextRunMs,
  type SnapshotSchedule,
  type SnapshotScheduleBody,
} from '@limen/contract/snapshot-schedules';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { changeVm } from '../vms/change-vm.ts';
import { requireVm } from '../vms/require-vm.ts';
import { deleteSchedule, findSchedule, putSchedule, type ScheduleRow } from './snapshot-schedule.rows.ts';

/** @throws AppError `object.not_found` */
export const readSchedule = async (
  deps: Deps,
  actor: Actor,
  vmId: string,
): Promise<SnapshotSchedule | null> => {
  await requireVm(deps, actor, vmId);
  const row = await findSchedule(deps.db, vmId);
  return row ? present(row) : null;
};

const present = (row: ScheduleRow): SnapshotSchedule => ({
  hourly: row.hourly,
  daily: row.daily,
  weekly: row.weekly,
  atMinute: row.atMinute,
  weekday: row.weekday,
  timeZone: row.timeZone,
  memory: row.memory,
  nextAt: row.nextAt.toISOString(),
  lastAt: row.lastAt?.toISOString() ?? null,
  // written by this folder only
  lastResult: row.lastResult as SnapshotSchedule['lastResult'],
  lastError: errorCodes.find((code) => code === row.lastError) ?? null,
});

/**
 * Says when snapshots of a machine are made by themselves. What was made stays until the rule has too many of them.
 *
 * @param body null: never any more; what was made stays
 * @throws AppError `object.not_found`, `auth.forbidden`
 */
export const changeSchedule = (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: SnapshotScheduleBody | null,
): Promise<void> =>
  changeVm(deps, asked, vmId, async (tx, vm) => {
    const before = await findSchedule(tx, vmId);
    if (body) {
      const nextAt = new Date(nextRunMs(body, deps.clock.now().getTime()));
      await putSchedule(tx, { vmId, ...body, nextAt, failures: 0 });
    } else await deleteSchedule(tx, vmId);
    await recordAudit(tx, asked, {
      action: 'vm.snapshotSchedule',
      object: { type: 'vm', id: vm.id, name: vm.name, ownerId: vm.ownerId },
      before: before ? present(before) : null,
      after: body,
    });
  });
