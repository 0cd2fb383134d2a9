import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/database.ts';
import { users } from '../db/schema-accounts.ts';
import { imageShares } from '../db/schema-media.ts';

export type ImageShareRecord = Awaited<ReturnType<typeof listImageShareRecords>>[number];

const giver = alias(users, 'giver');

/** Shares of an image with who has them and who gave them, oldest first. @param userId of one person only */
export const listImageShareRecords = (db: Db, imageId: string, userId?: string) =>
  db
    .select({
      createdAt: imageShares.createdAt,
      user: { id: users.id, userName: users.username, displayName: users.name },
      createdBy: { id: giver.id, userName: giver.username, displayName: giver.name },
    })
    .from(imageShares)
    .innerJoin(users, eq(users.id, imageShares.userId))
    .leftJoin(giver, eq(giver.id, imageShares.createdBy))
    .where(
      and(
        eq(imageShares.imageId, imageId),
        userId === undefined ? undefined : eq(imageShares.userId, userId),
      ),
    )
    .orderBy(asc(imageShares.createdAt), asc(imageShares.userId));

export const insertImageShareRow = async (
  tx: Db,
  share: { imageId: string; userId: string; createdBy: string },
): Promise<void> => {
  await tx.insert(imageShares).values(share);
};

export const deleteImageShareRow = async (tx: Db, imageId: string, userId: string): Promise<void> => {
  await tx.delete(imageShares).where(and(eq(imageShares.imageId, imageId), eq(imageShares.userId, userId)));
};
