import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { consoleTickets } from '../db/schema.ts';

export type TicketRow = typeof consoleTickets.$inferSelect;

export const insertTicket = async (db: Db, row: TicketRow): Promise<void> => {
  await db.delete(consoleTickets).where(lt(consoleTickets.expiresAt, sql`now()`));
  await db.insert(consoleTickets).values(row);
};

export const countTickets = async (db: Db, userId: string): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(consoleTickets)
    .where(and(eq(consoleTickets.userId, userId), gt(consoleTickets.expiresAt, sql`now()`)));
  return row?.count ?? 0;
};

/** Spends a ticket: of two at once one gets it. */
export const takeTicket = async (db: Db, tokenHash: string): Promise<TicketRow | undefined> =>
  (
    await db
      .delete(consoleTickets)
      .where(and(eq(consoleTickets.tokenHash, tokenHash), gt(consoleTickets.expiresAt, sql`now()`)))
      .returning()
  )[0];
