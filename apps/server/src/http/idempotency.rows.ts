import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { idempotencyKeys } from '../db/schema.ts';

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect;

/** @returns true where this caller is the first with this key */
export const claimKey = async (
  db: Db,
  row: { id: string; userId: string; key: string; requestHash: string },
): Promise<boolean> =>
  (await db.insert(idempotencyKeys).values(row).onConflictDoNothing().returning({ id: idempotencyKeys.id }))
    .length === 1;

export const findKey = async (db: Db, userId: string, key: string): Promise<IdempotencyRow | undefined> =>
  (
    await db
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key)))
  )[0];

export const keepReply = async (db: Db, id: string, status: number, reply: unknown): Promise<void> => {
  await db.update(idempotencyKeys).set({ status, reply }).where(eq(idempotencyKeys.id, id));
};

export const releaseKey = async (db: Db, id: string): Promise<void> => {
  await db.delete(idempotencyKeys).where(eq(idempotencyKeys.id, id));
};

/** Keys are kept for a day. */
export const forgetOldKeys = async (db: Db): Promise<void> => {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '1 day'`));
};
