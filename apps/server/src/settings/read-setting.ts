import { type Setting, type SettingKey, settingDefaults, settingSchemas } from '@limen/contract/settings';
import type { Db } from '../db/database.ts';
import { findSetting } from './setting.rows.ts';

/** What the administrators decided, or the default. @param db a transaction, where what follows from it is written there */
export const readSetting = async <K extends SettingKey>(db: Db, key: K): Promise<Setting<K>> => {
  const row = await findSetting(db, key);
  const parsed = row && settingSchemas[key].safeParse(row.value);
  // the schema of a key parses to that key's type; the index type forgets which
  return parsed?.success ? (parsed.data as Setting<K>) : settingDefaults[key];
};
