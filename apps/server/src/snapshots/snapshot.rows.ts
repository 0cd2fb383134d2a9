import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmSnapshotPictures, vmSnapshots } from '../db/schema-snapshots.ts';

export type SnapshotRow = typeof vmSnapshots.$inferSelect;
/** What a reader is shown: neither XML nor pictures. */
export type SnapshotRecord = Awaited<ReturnType<typeof listSnapshotRecords>>[number];

const shown = {
  id: vmSnapshots.id,
  vmId: vmSnapshots.vmId,
  parentId: vmSnapshots.parentId,
  isCurrent: vmSnapshots.isCurrent,
  name: vmSnapshots.name,
  note: vmSnapshots.note,
  kind: vmSnapshots.kind,
  frozen: vmSnapshots.frozen,
  state: vmSnapshots.state,
  madeBy: vmSnapshots.madeBy,
  hardware: vmSnapshots.hardware,
  savedMemoryBytes: vmSnapshots.savedMemoryBytes,
  hasPicture: sql<boolean>`exists (
    select from ${vmSnapshotPictures} p where p.snapshot_id = ${vmSnapshots.id})`,
  createdAt: vmSnapshots.createdAt,
};

/** Oldest first. */
export const listSnapshotRecords = (db: Db, vmId: string) =>
  db
    .select(shown)
    .from(vmSnapshots)
    .where(eq(vmSnapshots.vmId, vmId))
    .orderBy(asc(vmSnapshots.createdAt), asc(vmSnapshots.id));

const its = (vmId: string, id: string) => and(eq(vmSnapshots.id, id), eq(vmSnapshots.vmId, vmId));

export const findSnapshotRecord = async (
  db: Db,
  vmId: string,
  id: string,
): Promise<SnapshotRecord | undefined> => (await db.select(shown).from(vmSnapshots).where(its(vmId, id)))[0];

/** A snapshot of this machine; one of another is not there. */
export const findSnapshot = async (db: Db, vmId: string, id: string): Promise<SnapshotRow | undefined> =>
  (await db.select().from(vmSnapshots).where(its(vmId, id)))[0];

export const countSnapshots = async (db: Db, vmId: string): Promise<number> =>
  (await db.select({ id: vmSnapshots.id }).from(vmSnapshots).where(eq(vmSnapshots.vmId, vmId))).length;

/** Its parent is what the machine was made from as it is now. */
export const insertSnapshot = async (
  tx: Db,
  row: Omit<typeof vmSnapshots.$inferInsert, 'parentId'>,
): Promise<void> => {
  const [current] = await tx
    .select({ id: vmSnapshots.id })
    .from(vmSnapshots)
    .where(and(eq(vmSnapshots.vmId, row.vmId), eq(vmSnapshots.isCurrent, true)));
  await tx.insert(vmSnapshots).values({ ...row, parentId: current?.id ?? null });
};

export const updateSnapshot = async (
  db: Db,
  id: string,
  change: Partial<typeof vmSnapshots.$inferInsert>,
): Promise<void> => {
  await db
    .update(vmSnapshots)
    .set({ ...change, revision: sql`${vmSnapshots.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(vmSnapshots.id, id));
};

/** What the machine has now was made from this one. */
export const makeCurrent = async (tx: Db, vmId: string, id: string | null): Promise<void> => {
  // no two are at any moment
  await tx
    .update(vmSnapshots)
    .set({ isCurrent: false })
    .where(and(eq(vmSnapshots.vmId, vmId), eq(vmSnapshots.isCurrent, true)));
  if (id !== null) await tx.update(vmSnapshots).set({ isCurrent: true }).where(its(vmId, id));
};

/** Takes the row away; those made from it hang on its parent, and so does the machine. @returns whether it was there */
export const deleteSnapshotRow = async (tx: Db, vmId: string, id: string): Promise<boolean> => {
  const row = await findSnapshot(tx, vmId, id);
  if (!row) return false;
  await tx.update(vmSnapshots).set({ parentId: row.parentId }).where(eq(vmSnapshots.parentId, id));
  if (row.isCurrent) await makeCurrent(tx, vmId, row.parentId);
  await tx.delete(vmSnapshots).where(its(vmId, id));
  return true;
};

export const writePicture = async (db: Db, snapshotId: string, png: Buffer): Promise<void> => {
  await db
    .insert(vmSnapshotPictures)
    .values({ snapshotId, png })
    .onConflictDoUpdate({ target: vmSnapshotPictures.snapshotId, set: { png } });
};

export const findPicture = async (db: Db, vmId: string, id: string): Promise<Buffer | undefined> =>
  (
    await db
      .select({ png: vmSnapshotPictures.png })
      .from(vmSnapshotPictures)
      .innerJoin(vmSnapshots, eq(vmSnapshots.id, vmSnapshotPictures.snapshotId))
      .where(its(vmId, id))
  )[0]?.png;
