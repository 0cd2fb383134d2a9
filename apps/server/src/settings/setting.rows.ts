import { eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { settings } from '../db/schema-sharing.ts';

export type SettingRow = typeof settings.$inferSelect;

export const findSetting = async (db: Db, key: string): Promise<SettingRow | undefined> =>
  (await db.select().from(settings).where(eq(settings.key, key)))[0];

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
