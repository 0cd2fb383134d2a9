import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmCdroms } from '../db/schema-media.ts';

export type CdromRow = typeof vmCdroms.$inferSelect;

/** The drives of a machine in their order. */
export const listCdroms = (db: Db, vmId: string): Promise<CdromRow[]> =>
  db.select().from(vmCdroms).where(eq(vmCdroms.vmId, vmId)).orderBy(asc(vmCdroms.position));

/** A drive of this machine; one of another is not there. */
export const findCdrom = async (db: Db, vmId: string, id: string): Promise<CdromRow | undefined> =>
  (
    await db
      .select()
      .from(vmCdroms)
      .where(and(eq(vmCdroms.id, id), eq(vmCdroms.vmId, vmId)))
  )[0];

export const insertCdrom = async (tx: Db, row: typeof vmCdroms.$inferInsert): Promise<void> => {
  await tx.insert(vmCdroms).values(row);
};

/** What is in a drive: an image, a disc of the machine's own, or nothing. */
export const updateDisc = async (
  db: Db,
  id: string,
  disc: { imageId: string | null; discId: string | null },
): Promise<void> => {
  await db.update(vmCdroms).set(disc).where(eq(vmCdroms.id, id));
};

export const deleteCdrom = async (db: Db, id: string): Promise<void> => {
  await db.delete(vmCdroms).where(eq(vmCdroms.id, id));
};
