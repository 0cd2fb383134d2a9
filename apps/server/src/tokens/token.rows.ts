import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { apikeys, users } from '../db/schema-accounts.ts';

export type TokenRow = typeof apikeys.$inferSelect;

const lasting = (userId: string) => and(eq(apikeys.referenceId, userId), gt(apikeys.expiresAt, sql`now()`));

/** Those that last, the newest first. */
export const listTokenRows = (db: Db, userId: string): Promise<TokenRow[]> =>
  db.select().from(apikeys).where(lasting(userId)).orderBy(desc(apikeys.createdAt), desc(apikeys.id));

export const findTokenRow = async (db: Db, id: string): Promise<TokenRow | undefined> =>
  (await db.select().from(apikeys).where(eq(apikeys.id, id)))[0];

/** Counts them while nobody else makes one for the same person. */
export const countTokensLocked = async (tx: Db, userId: string): Promise<number> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(apikeys).where(lasting(userId));
  return row?.count ?? 0;
};

/** @returns the row that is gone; undefined: there was none of this person that lasts */
export const deleteTokenRow = async (
  tx: Db,
  token: { id: string; userId: string },
): Promise<TokenRow | undefined> =>
  (
    await tx
      .delete(apikeys)
      .where(and(lasting(token.userId), eq(apikeys.id, token.id)))
      .returning()
  )[0];

/** @returns the ids of those that are gone */
export const deleteTokenRows = async (tx: Db, userId: string): Promise<string[]> => {
  const gone = await tx.delete(apikeys).where(eq(apikeys.referenceId, userId)).returning({ id: apikeys.id });
  return gone.map(({ id }) => id);
};
