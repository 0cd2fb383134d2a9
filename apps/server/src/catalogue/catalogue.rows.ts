import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import { catalogueEntries } from '../db/schema-media.ts';

/** What was found of an entry: its newest file. One of the two hashes is there. */
export const foundEntry = z.object({
  url: z.string(),
  version: z.string(),
  sha256: z.string().nullable(),
  sha512: z.string().nullable(),
  sizeBytes: z.number().nullable(),
});
export type FoundEntry = z.infer<typeof foundEntry>;

export type CatalogueRow = Omit<typeof catalogueEntries.$inferSelect, 'found'> & { found: FoundEntry | null };

/** By the entry's id. What an older version wrote counts as not found. */
export const listCatalogueRows = async (db: Db): Promise<Map<string, CatalogueRow>> => {
  const rows = await db.select().from(catalogueEntries);
  return new Map(
    rows.map((row) => [row.id, { ...row, found: foundEntry.nullable().catch(null).parse(row.found) }]),
  );
};

/** @param found null: not found this time; what was found before stays, and is said to be out of reach */
export const putCatalogueRow = async (
  db: Db,
  row: { id: string; found: FoundEntry | null; refreshedAt: Date },
): Promise<void> => {
  const lastError = row.found ? null : { code: 'image.fetch_failed' };
  const change = { lastError, refreshedAt: row.refreshedAt, ...(row.found ? { found: row.found } : {}) };
  await db
    .insert(catalogueEntries)
    .values({ ...row, lastError })
    .onConflictDoUpdate({ target: catalogueEntries.id, set: change });
};

/** Until the end of the transaction nobody else fetches this one. */
export const lockCatalogueRow = async (tx: Db, id: string): Promise<void> => {
  await tx
    .select({ id: catalogueEntries.id })
    .from(catalogueEntries)
    .where(eq(catalogueEntries.id, id))
    .for('update');
};
