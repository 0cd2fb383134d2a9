import { activeOperationStates } from '@limen/contract/operations';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { images, operations } from '../db/schema.ts';

export type ImageRow = typeof images.$inferSelect;
export type NewImageRow = typeof images.$inferInsert;

export const listImageRows = (db: Db): Promise<ImageRow[]> =>
  db.select().from(images).orderBy(asc(images.createdAt), asc(images.id));

export const findImageRow = async (db: Db, id: string): Promise<ImageRow | undefined> =>
  (await db.select().from(images).where(eq(images.id, id)))[0];

/** Held against deletion until the transaction ends; others may take it too. */
export const shareImageRow = async (tx: Db, id: string): Promise<ImageRow | undefined> =>
  (await tx.select().from(images).where(eq(images.id, id)).for('share'))[0];

export const lockImageRow = async (tx: Db, id: string): Promise<ImageRow | undefined> =>
  (await tx.select().from(images).where(eq(images.id, id)).for('update'))[0];

export const insertImage = async (tx: Db, row: NewImageRow): Promise<ImageRow> => {
  const [inserted] = await tx.insert(images).values(row).returning();
  if (!inserted) throw new Error('insert into images returned nothing');
  return inserted;
};

export const updateImage = async (
  db: Db,
  id: string,
  change: Partial<Pick<NewImageRow, 'state' | 'sizeBytes' | 'virtualSizeBytes' | 'sha256'>>,
): Promise<ImageRow | undefined> =>
  (
    await db
      .update(images)
      .set({ ...change, revision: sql`${images.revision} + 1`, updatedAt: sql`now()` })
      .where(eq(images.id, id))
      .returning()
  )[0];

/** @returns the row that went, or undefined where it had gone before */
export const deleteImageRow = async (db: Db, id: string): Promise<ImageRow | undefined> =>
  (await db.delete(images).where(eq(images.id, id)).returning())[0];

/** What the database says of every image of a host, for comparing it with its pool. */
export const listImageFacts = (
  db: Db,
  hostId: string,
): Promise<(Pick<ImageRow, 'id' | 'state' | 'format'> & { busy: boolean })[]> =>
  db
    .select({
      id: images.id,
      state: images.state,
      format: images.format,
      busy: sql<boolean>`${operations.id} is not null`,
    })
    .from(images)
    .leftJoin(
      operations,
      and(eq(operations.subjectId, images.id), inArray(operations.state, [...activeOperationStates])),
    )
    .where(eq(images.hostId, hostId));

export const listOwnedImages = (db: Db, ownerId: string): Promise<ImageRow[]> =>
  db.select().from(images).where(eq(images.ownerId, ownerId)).orderBy(asc(images.id));

export const countOwnedImages = async (db: Db, ownerId: string): Promise<number> =>
  (await db.select({ id: images.id }).from(images).where(eq(images.ownerId, ownerId))).length;

/** Gives images to another owner. @param move.imageIds undefined: all of `from` */
export const moveImageRows = (
  tx: Db,
  move: { from: string; to: string; imageIds: readonly string[] | undefined },
): Promise<ImageRow[]> =>
  tx
    .update(images)
    .set({ ownerId: move.to, revision: sql`${images.revision} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(images.ownerId, move.from),
        move.imageIds === undefined ? undefined : inArray(images.id, [...move.imageIds]),
      ),
    )
    .returning();
