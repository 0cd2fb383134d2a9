import { type Setting, type SettingKey, settingDefaults, settingSchemas } from '@limen/contract/settings';
import type { Db } from '../db/database.ts';
import { findSetting } from './setting.rows.ts';

/** What the administrators decided, or the default. @param db a transaction, where what follows from it is written there */
export const readSetting = async <K extends SettingKey>(db: Db, key: K): Promise<Setting<K>> =>
  settingOf(key, (await findSetting(db, key))?.value);

/** A stored value as its key's, or the key's default where it is none. */
export const settingOf = <K extends SettingKey>(key: K, stored: unknown): Setting<K> => {
  const parsed = settingSchemas[key].safeParse(stored);
  // the schema of a key parses to that key's type; the index type forgets which
  return parsed.success ? (parsed.data as Setting<K>) : settingDefaults[key];
};
