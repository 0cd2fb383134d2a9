import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmExports } from '../db/schema-media.ts';

export type ExportRow = typeof vmExports.$inferSelect;

export const insertExport = async (tx: Db, row: typeof vmExports.$inferInsert): Promise<ExportRow> => {
  const [inserted] = await tx.insert(vmExports).values(row).returning();
  if (!inserted) throw new Error('insert into vm_exports returned nothing');
  return inserted;
};

export const findExport = async (db: Db, id: string): Promise<ExportRow | undefined> =>
  (await db.select().from(vmExports).where(eq(vmExports.id, id)))[0];

/** The row, held against every other writer until the transaction ends. */
export const lockExport = async (tx: Db, id: string): Promise<ExportRow | undefined> =>
  (await tx.select().from(vmExports).where(eq(vmExports.id, id)).for('update'))[0];

/** Newest first. */
export const listExportsOf = (db: Db, ownerId: string): Promise<ExportRow[]> =>
  db
    .select()
    .from(vmExports)
    .where(eq(vmExports.ownerId, ownerId))
    .orderBy(desc(vmExports.createdAt), desc(vmExports.id));

/** Whose time is over, or whose deletion was interrupted. */
export const listExportsToGo = (db: Db, now: Date): Promise<ExportRow[]> =>
  db
    .select()
    .from(vmExports)
    .where(
      sql`${vmExports.state} = 'deleting' or (${and(
        inArray(vmExports.state, ['ready', 'failed']),
        lt(vmExports.expiresAt, now),
      )})`,
    )
    .orderBy(asc(vmExports.expiresAt));

export const updateExport = async (
  db: Db,
  id: string,
  change: Partial<Pick<ExportRow, 'state' | 'sizeBytes' | 'sha256' | 'lastError'>>,
): Promise<ExportRow | undefined> =>
  (
    await db
      .update(vmExports)
      .set({ ...change, revision: sql`${vmExports.revision} + 1`, updatedAt: sql`now()` })
      .where(eq(vmExports.id, id))
      .returning()
  )[0];

/** @returns the row that went, or undefined where it had gone before */
export const deleteExportRow = async (tx: Db, id: string): Promise<ExportRow | undefined> =>
  (await tx.delete(vmExports).where(eq(vmExports.id, id)).returning())[0];

export const moveExportRows = (tx: Db, from: string, to: string): Promise<ExportRow[]> =>
  tx
    .update(vmExports)
    .set({ ownerId: to, revision: sql`${vmExports.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(vmExports.ownerId, from))
    .returning();
