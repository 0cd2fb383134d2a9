import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '../db/database.ts';
import { users } from '../db/schema-accounts.ts';
import { quotaRequests } from '../db/schema-sharing.ts';

export type QuotaRequestRow = typeof quotaRequests.$inferSelect;
export type NewQuotaRequestRow = typeof quotaRequests.$inferInsert;

const decider = alias(users, 'decider');

/** A request with the people it names. */
export type QuotaRequestRecord = Awaited<ReturnType<typeof selectRequests>>[number];

const selectRequests = (db: Db, where: SQL | undefined, limit: number) =>
  db
    .select({
      request: quotaRequests,
      user: { id: users.id, userName: users.username, displayName: users.name },
      decider: { id: decider.id, displayName: decider.name },
    })
    .from(quotaRequests)
    .innerJoin(users, eq(users.id, quotaRequests.userId))
    .leftJoin(decider, eq(decider.id, quotaRequests.decidedBy))
    .where(where)
    .orderBy(sql`${quotaRequests.state} <> 'open'`, desc(quotaRequests.createdAt), asc(quotaRequests.id))
    .limit(limit);

/** The open ones, then the newest. @param userId null: everybody's */
export const listQuotaRequestRecords = (
  db: Db,
  userId: string | null,
  limit: number,
): Promise<QuotaRequestRecord[]> =>
  selectRequests(db, userId === null ? undefined : eq(quotaRequests.userId, userId), limit);

export const findQuotaRequestRecord = async (db: Db, id: string): Promise<QuotaRequestRecord | undefined> =>
  (await selectRequests(db, eq(quotaRequests.id, id), 1))[0];

/** @throws unique violation of `quota_requests_open` where this person has an open one */
export const insertQuotaRequest = async (tx: Tx, row: NewQuotaRequestRow): Promise<void> => {
  await tx.insert(quotaRequests).values(row);
};

/** Changes it while it is open. @returns false where it is no longer */
export const updateOpenRequest = async (
  tx: Tx,
  id: string,
  change: Partial<
    Pick<NewQuotaRequestRow, 'wanted' | 'reason' | 'state' | 'answer' | 'decidedBy' | 'decidedAt'>
  >,
): Promise<boolean> =>
  (
    await tx
      .update(quotaRequests)
      .set({ ...change, revision: sql`${quotaRequests.revision} + 1` })
      .where(and(eq(quotaRequests.id, id), eq(quotaRequests.state, 'open')))
      .returning({ id: quotaRequests.id })
  ).length === 1;
