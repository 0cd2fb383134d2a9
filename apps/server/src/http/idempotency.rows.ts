import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { idempotencyKeys } from '../db/schema.ts';

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect;

/** @returns true where this caller is the first with this key */
export const claimKey = async (
  db: Db,
  row: { id: string; userId: string; key: string; requestHash: string; holder: string },
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

/** Takes an unanswered key from a holder that needs it no more. @returns true for exactly one caller */
export const takeOverKey = async (
  db: Db,
  seen: { id: string; holder: string },
  holder: string,
): Promise<boolean> =>
  (
    await db
      .update(idempotencyKeys)
      .set({ holder })
      .where(
        and(
          eq(idempotencyKeys.id, seen.id),
          eq(idempotencyKeys.holder, seen.holder),
          isNull(idempotencyKeys.status),
        ),
      )
      .returning({ id: idempotencyKeys.id })
  ).length === 1;

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
