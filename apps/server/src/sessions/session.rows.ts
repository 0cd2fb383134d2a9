import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { sessions } from '../db/schema-accounts.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** Those that last, the last used first. */
export const listSessionRows = (db: Db, userId: string): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id));

/** @returns what it was before; undefined: there is none of this person */
export const renameSessionRow = async (
  tx: Db,
  session: { id: string; userId: string },
  name: string | null,
): Promise<{ before: SessionRow; row: SessionRow } | undefined> => {
  const own = and(eq(sessions.id, session.id), eq(sessions.userId, session.userId));
  const [before] = await tx.select().from(sessions).where(own).for('update');
  const [row] = await tx.update(sessions).set({ name }).where(own).returning();
  return before && row && { before, row };
};

/** @returns whether it was there */
export const deleteSessionRow = async (tx: Db, session: { id: string; userId: string }): Promise<boolean> =>
  (
    await tx
      .delete(sessions)
      .where(and(eq(sessions.id, session.id), eq(sessions.userId, session.userId)))
      .returning({ id: sessions.id })
  ).length === 1;

/** @returns the ids of those that are gone */
export const deleteSessionRows = async (
  tx: Db,
  of: { userId: string; except: string | null },
): Promise<string[]> => {
  const gone = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, of.userId), of.except === null ? undefined : ne(sessions.id, of.except)))
    .returning({ id: sessions.id });
  return gone.map(({ id }) => id);
};
