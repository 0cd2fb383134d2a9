import { eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { settings } from '../db/schema-sharing.ts';

export type SettingRow = typeof settings.$inferSelect;

export const listSettingRows = (db: Db): Promise<SettingRow[]> => db.select().from(settings);

export const findSetting = async (db: Db, key: string): Promise<SettingRow | undefined> =>
  (await db.select().from(settings).where(eq(settings.key, key)))[0];

/** Changes of settings come one after the other, so that what the record calls "before" is what was replaced. */
export const lockSettings = async (tx: Db): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7305467003)`);
};

export const putSetting = async (
  db: Db,
  row: { key: string; value: unknown; updatedBy: string | null },
): Promise<void> => {
  await db
    .insert(settings)
    .values(row)
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: row.value, updatedBy: row.updatedBy, updatedAt: sql`now()` },
    });
};
