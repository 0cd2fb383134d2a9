import type { z } from 'zod';
import type { Db } from '../db/database.ts';
import { findSetting, lockSettings, putSetting } from './setting.rows.ts';

/**
 * What a noun keeps for itself beside the installation's settings (contract/src/settings.ts), e.g. because a secret is
 * in it: no route shows these by their key.
 */
export const readPrivateSetting = async <S extends z.ZodType>(
  db: Db,
  key: string,
  schema: S,
): Promise<z.output<S> | undefined> => {
  const row = await findSetting(db, key);
  const parsed = row && schema.safeParse(row.value);
  return parsed?.success ? parsed.data : undefined;
};

/** Of many changes at once each sees what the one before it left. */
export const changePrivateSetting = async <S extends z.ZodType>(
  tx: Db,
  kept: { key: string; schema: S; by: string },
  change: (before: z.output<S> | undefined) => z.input<S>,
): Promise<void> => {
  await lockSettings(tx);
  const value = change(await readPrivateSetting(tx, kept.key, kept.schema));
  await putSetting(tx, { key: kept.key, value, updatedBy: kept.by });
};
