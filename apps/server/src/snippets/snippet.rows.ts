import type { SnippetBody } from '@limen/contract/snippets';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { snippets } from '../db/schema-media.ts';
import { users } from '../db/schema-accounts.ts';

export type SnippetRow = typeof snippets.$inferSelect;

export const listSnippetRows = (db: Db, ownerId: string): Promise<SnippetRow[]> =>
  db
    .select()
    .from(snippets)
    .where(eq(snippets.ownerId, ownerId))
    .orderBy(asc(snippets.name), asc(snippets.id));

/** How many one has, held against another that is being added. */
export const countHeld = async (tx: Db, ownerId: string): Promise<number> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('no key update');
  return tx.$count(snippets, eq(snippets.ownerId, ownerId));
};

export const insertSnippet = async (
  tx: Db,
  row: SnippetBody & { id: string; ownerId: string },
): Promise<SnippetRow | undefined> => (await tx.insert(snippets).values(row).returning())[0];

const own = (of: { id: string; ownerId: string }) =>
  and(eq(snippets.id, of.id), eq(snippets.ownerId, of.ownerId));

export const updateSnippet = async (
  tx: Db,
  of: { id: string; ownerId: string },
  change: SnippetBody,
): Promise<SnippetRow | undefined> =>
  (
    await tx
      .update(snippets)
      .set({ ...change, revision: sql`${snippets.revision} + 1`, updatedAt: sql`now()` })
      .where(own(of))
      .returning()
  )[0];

export const deleteSnippetRow = async (
  tx: Db,
  of: { id: string; ownerId: string },
): Promise<SnippetRow | undefined> => (await tx.delete(snippets).where(own(of)).returning())[0];
