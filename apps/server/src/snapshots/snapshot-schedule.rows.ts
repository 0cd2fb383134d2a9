import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import { vmSnapshotSchedules, vmSnapshots } from '../db/schema-snapshots.ts';

export type ScheduleRow = typeof vmSnapshotSchedules.$inferSelect;
export type NewScheduleRow = typeof vmSnapshotSchedules.$inferInsert;

export const findSchedule = async (db: Db, vmId: string): Promise<ScheduleRow | undefined> =>
  (await db.select().from(vmSnapshotSchedules).where(eq(vmSnapshotSchedules.vmId, vmId)))[0];

export const putSchedule = async (tx: Db, row: NewScheduleRow): Promise<void> => {
  const { vmId: _, ...rest } = row;
  await tx
    .insert(vmSnapshotSchedules)
    .values(row)
    .onConflictDoUpdate({ target: vmSnapshotSchedules.vmId, set: { ...rest, updatedAt: sql`now()` } });
};

export const updateSchedule = async (
  db: Db,
  vmId: string,
  change: Partial<NewScheduleRow>,
): Promise<void> => {
  await db
    .update(vmSnapshotSchedules)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(vmSnapshotSchedules.vmId, vmId));
};

export const deleteSchedule = async (tx: Db, vmId: string): Promise<void> => {
  await tx.delete(vmSnapshotSchedules).where(eq(vmSnapshotSchedules.vmId, vmId));
};

/** Of machines that are there. */
export const listSchedules = (db: Db, dueBefore?: Date): Promise<ScheduleRow[]> =>
  db
    .select()
    .from(vmSnapshotSchedules)
    .where(
      and(
        dueBefore ? lte(vmSnapshotSchedules.nextAt, dueBefore) : undefined,
        inArray(vmSnapshotSchedules.vmId, db.select({ id: vms.id }).from(vms).where(eq(vms.phase, 'ready'))),
      ),
    )
    .orderBy(asc(vmSnapshotSchedules.nextAt));

/** Those that were made by themselves and are ready. */
export const listScheduled = (db: Db, vmId: string): Promise<{ id: string; createdAt: Date }[]> =>
  db
    .select({ id: vmSnapshots.id, createdAt: vmSnapshots.createdAt })
    .from(vmSnapshots)
    .where(
      and(eq(vmSnapshots.vmId, vmId), eq(vmSnapshots.madeBy, 'schedule'), eq(vmSnapshots.state, 'ready')),
    )
    .orderBy(asc(vmSnapshots.createdAt));

/** Whether what is on the disks of a machine that is off is in the snapshot that it stands on. */
export const isUnchanged = async (db: Db, vmId: string, startGeneration: number): Promise<boolean> =>
  (
    await db
      .select({ id: vmSnapshots.id })
      .from(vmSnapshots)
      .where(
        and(
          eq(vmSnapshots.vmId, vmId),
          eq(vmSnapshots.isCurrent, true),
          eq(vmSnapshots.state, 'ready'),
          eq(vmSnapshots.kind, 'off'),
          eq(vmSnapshots.startGeneration, startGeneration),
        ),
      )
  ).length > 0;
