import { and, count, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { images } from '../db/schema.ts';
import { uploads } from '../db/schema-media.ts';

export type UploadRow = typeof uploads.$inferSelect;
export type NewUploadRow = typeof uploads.$inferInsert;

/** What is being uploaded: bytes may come while its image is in that state, and no longer. */
const open = and(eq(uploads.imageId, images.id), eq(images.state, 'uploading'));

export const insertUpload = async (tx: Db, row: NewUploadRow): Promise<UploadRow> => {
  const [inserted] = await tx.insert(uploads).values(row).returning();
  if (!inserted) throw new Error('insert into uploads returned nothing');
  return inserted;
};

/** An upload to which bytes may still come. */
export const findOpenUpload = async (db: Db, id: string): Promise<UploadRow | undefined> =>
  (await db.select({ upload: uploads }).from(uploads).innerJoin(images, open).where(eq(uploads.id, id)))[0]
    ?.upload;

/** Also where its image is being deleted. */
export const findUploadRow = async (db: Db, id: string): Promise<UploadRow | undefined> =>
  (await db.select().from(uploads).where(eq(uploads.id, id)))[0];

/** Also where its image is being deleted. */
export const findUploadOfImage = async (db: Db, imageId: string): Promise<UploadRow | undefined> =>
  (await db.select().from(uploads).where(eq(uploads.imageId, imageId)))[0];

/** As `findOpenUpload`; it and its image are held against every other writer until the transaction ends. */
export const lockOpenUpload = async (
  tx: Db,
  id: string,
): Promise<{ upload: UploadRow; image: typeof images.$inferSelect } | undefined> =>
  (
    await tx
      .select({ upload: uploads, image: images })
      .from(uploads)
      .innerJoin(images, open)
      .where(eq(uploads.id, id))
      .for('update')
  )[0];

export const countUploads = async (tx: Db, ownerId: string): Promise<number> =>
  (await tx.select({ n: count() }).from(uploads).where(eq(uploads.ownerId, ownerId)))[0]?.n ?? 0;

/**
 * Writes down how much is safely there, for whoever knows how much was: of two writers that began at the same offset one
 * wins, in whatever process they are.
 *
 * @returns false where it is another number by now, the upload is somebody else's, or no bytes may come any more
 */
export const moveReceived = async (
  db: Db,
  upload: { id: string; ownerId: string; from: number; to: number; expiresAt: Date },
): Promise<boolean> => {
  const { rowCount } = await db.execute(sql`
    with moved as (
      update ${uploads} set received_bytes = ${upload.to}, expires_at = ${upload.expiresAt.toISOString()}::timestamptz,
          updated_at = now()
        from ${images}
       where ${uploads.id} = ${upload.id} and ${uploads.ownerId} = ${upload.ownerId}
         and ${uploads.receivedBytes} = ${upload.from}
         and ${images.id} = ${uploads.imageId} and ${images.state} = 'uploading'
      returning ${uploads.imageId} as image_id)
    update ${images} set revision = ${images.revision} + 1, updated_at = now()
      from moved where ${images.id} = moved.image_id`);
  return rowCount === 1;
};

export const deleteUploadRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(uploads).where(eq(uploads.id, id));
};

/** Those whose bytes are all there, and that nobody has brought to their end: their server went in that very moment. */
export const listComplete = async (db: Db, before: Date): Promise<UploadRow[]> =>
  (
    await db
      .select({ upload: uploads })
      .from(uploads)
      .innerJoin(images, open)
      .where(and(gte(uploads.receivedBytes, uploads.lengthBytes), lt(uploads.updatedAt, before)))
  ).map(({ upload }) => upload);

export const listExpired = async (db: Db, now: Date): Promise<UploadRow[]> =>
  (
    await db
      .select({ upload: uploads })
      .from(uploads)
      .innerJoin(images, open)
      .where(and(lte(uploads.expiresAt, now), lt(uploads.receivedBytes, uploads.lengthBytes)))
  ).map(({ upload }) => upload);

/** Gives the uploads of these images to whoever has the images now. */
export const moveUploadRows = async (tx: Db, from: string, to: string): Promise<void> => {
  await tx
    .update(uploads)
    .set({ ownerId: to })
    .where(
      and(
        eq(uploads.ownerId, from),
        sql`exists (select from ${images} i where i.id = ${uploads.imageId} and i.owner_id = ${to})`,
      ),
    );
};
