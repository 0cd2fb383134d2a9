import { activeOperationStates } from '@limen/contract/operations';
import {
  and,
  asc,
  eq,
  getTableColumns,
  inArray,
  isNull,
  ne,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import { type ObjectRef, refOf } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { images, operations } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { imageShares, uploads } from '../db/schema-media.ts';
import type { Shares } from '../db/shares.ts';

export type ImageRow = typeof images.$inferSelect;
export type NewImageRow = typeof images.$inferInsert;

/** An image with everything a reader is shown, from one statement. */
export type ImageRecord = Awaited<ReturnType<typeof selectRecords>>[number];

const sharesOfImage = (imageId: SQLWrapper) => sql<Shares>`(
  select coalesce(json_object_agg(s.user_id, 'viewer'), '{}') from ${imageShares} s where s.image_id = ${imageId})`;

const selectRecords = (db: Db, where: SQL | undefined) =>
  db
    .select({
      image: images,
      owner: { id: users.id, userName: users.username, displayName: users.name },
      upload: uploads,
      shares: sharesOfImage(images.id),
    })
    .from(images)
    .leftJoin(users, eq(users.id, images.ownerId))
    .leftJoin(uploads, eq(uploads.imageId, images.id))
    .where(where)
    .orderBy(asc(images.createdAt), asc(images.id));

/** Whose an image is and who else may use it: what the policy has to be given. */
export const imageRef = (record: Pick<ImageRecord, 'image' | 'shares'>): ObjectRef => ({
  ...refOf(record.image.ownerId, record.shares),
  public: record.image.visibility === 'public',
});

export const listImageRecords = (db: Db): Promise<ImageRecord[]> => selectRecords(db, undefined);

export const findImageRecord = async (db: Db, id: string): Promise<ImageRecord | undefined> =>
  (await selectRecords(db, eq(images.id, id)))[0];

export const findImageRow = async (db: Db, id: string): Promise<ImageRow | undefined> =>
  (await db.select().from(images).where(eq(images.id, id)))[0];

/** Held against deletion until the transaction ends; others may take it too. */
export const shareImage = (tx: Db, id: string): Promise<ImageRecord | undefined> => held(tx, id, 'share');

/** Held against every other writer until the transaction ends; its shares are written under the same lock. */
export const lockImage = (tx: Db, id: string): Promise<ImageRecord | undefined> => held(tx, id, 'update');

const held = async (tx: Db, id: string, how: 'share' | 'update'): Promise<ImageRecord | undefined> => {
  const [row] = await tx.select({ id: images.id }).from(images).where(eq(images.id, id)).for(how);
  // a statement after the one that waited: its snapshot has what was written meanwhile
  return row && findImageRecord(tx, id);
};

/** The versions of a template, oldest first, held against every other writer: so that no two become the same one. */
export const lockFamily = async (tx: Db, familyId: string): Promise<ImageRecord[]> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`limen.family:${familyId}`}, 0))`);
  const records = await selectRecords(tx, eq(images.familyId, familyId));
  return records.toSorted((a, b) => (a.image.version ?? 0) - (b.image.version ?? 0));
};

export const insertImage = async (tx: Db, row: NewImageRow): Promise<ImageRow> => {
  const [inserted] = await tx.insert(images).values(row).returning();
  if (!inserted) throw new Error('insert into images returned nothing');
  return inserted;
};

export const updateImage = async (
  db: Db,
  id: string,
  change: Partial<Omit<NewImageRow, 'id' | 'hostId' | 'revision' | 'createdAt' | 'updatedAt'>>,
): Promise<ImageRow | undefined> =>
  (
    await db
      .update(images)
      .set({ ...change, revision: sql`${images.revision} + 1`, updatedAt: sql`now()` })
      .where(eq(images.id, id))
      .returning()
  )[0];

/** An image that went, and who could see it. */
export type GoneImage = { image: ImageRow; ref: ObjectRef };

/** @returns undefined where it had gone before */
export const deleteImageRow = async (db: Db, id: string): Promise<GoneImage | undefined> => {
  const [gone] = await db
    .delete(images)
    .where(eq(images.id, id))
    // as it was before the statement, which takes the shares too. Drizzle would not say whose `id`
    .returning({ ...getTableColumns(images), shares: sharesOfImage(sql.raw('images.id')) });
  if (!gone) return undefined;
  const { shares, ...image } = gone;
  return { image, ref: imageRef({ image, shares }) };
};

/** The image that is the same file, of the same owner on the same host; versions of templates apart, which are never one. */
export const findSameFile = async (
  db: Db,
  row: Pick<ImageRow, 'id' | 'hostId' | 'ownerId'>,
  sha256: string,
): Promise<ImageRow | undefined> =>
  (
    await db
      .select()
      .from(images)
      .where(
        and(
          eq(images.hostId, row.hostId),
          row.ownerId === null ? isNull(images.ownerId) : eq(images.ownerId, row.ownerId),
          eq(images.sha256, sha256),
          ne(images.id, row.id),
          isNull(images.familyId),
          inArray(images.state, ['ready', 'missing']),
        ),
      )
  )[0];

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

/** How many files are being fetched: of one person's (null: of all). */
export const countFetching = async (db: Db, ownerId: string | null): Promise<number> =>
  db.$count(
    images,
    and(eq(images.state, 'fetching'), ownerId === null ? undefined : eq(images.ownerId, ownerId)),
  );

export const countOwnedImages = async (db: Db, ownerId: string): Promise<number> =>
  (await db.select({ id: images.id }).from(images).where(eq(images.ownerId, ownerId))).length;

/** Gives images to another owner; the shares of the others stay. @param move.imageIds undefined: all of `from` */
export const moveImageRows = async (
  tx: Db,
  move: { from: string; to: string; imageIds: readonly string[] | undefined },
): Promise<ImageRow[]> => {
  const moved = await tx
    .update(images)
    .set({ ownerId: move.to, revision: sql`${images.revision} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(images.ownerId, move.from),
        move.imageIds === undefined ? undefined : inArray(images.id, [...move.imageIds]),
      ),
    )
    .returning();
  const ids = moved.map(({ id }) => id);
  // what was shared with the new owner is theirs now
  await tx.delete(imageShares).where(and(inArray(imageShares.imageId, ids), eq(imageShares.userId, move.to)));
  return moved;
};
