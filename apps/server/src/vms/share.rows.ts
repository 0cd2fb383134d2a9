import type { ShareLevel } from '@limen/contract/shares';
import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/database.ts';
import { users } from '../db/schema-accounts.ts';
import { vmShares } from '../db/schema-sharing.ts';

export type ShareRecord = Awaited<ReturnType<typeof listShareRecords>>[number];

const giver = alias(users, 'giver');

/** Shares of a machine with who has them and who gave them, oldest first. @param userId of one person only */
export const listShareRecords = (db: Db, vmId: string, userId?: string) =>
  db
    .select({
      level: vmShares.level,
      createdAt: vmShares.createdAt,
      user: { id: users.id, userName: users.username, displayName: users.name },
      createdBy: { id: giver.id, userName: giver.username, displayName: giver.name },
    })
    .from(vmShares)
    .innerJoin(users, eq(users.id, vmShares.userId))
    .leftJoin(giver, eq(giver.id, vmShares.createdBy))
    .where(and(eq(vmShares.vmId, vmId), userId === undefined ? undefined : eq(vmShares.userId, userId)))
    .orderBy(asc(vmShares.createdAt), asc(vmShares.userId));

/** Gives a part, or changes the one that was given; who gave it first, and when, stays. */
export const putShareRow = async (
  tx: Db,
  share: { vmId: string; userId: string; level: ShareLevel; createdBy: string },
): Promise<void> => {
  await tx
    .insert(vmShares)
    .values(share)
    .onConflictDoUpdate({ target: [vmShares.vmId, vmShares.userId], set: { level: share.level } });
};

export const deleteShareRow = async (tx: Db, vmId: string, userId: string): Promise<void> => {
  await tx.delete(vmShares).where(and(eq(vmShares.vmId, vmId), eq(vmShares.userId, userId)));
};
