import type { Db } from '../db/database.ts';
import { newId } from '../lib/new-id.ts';
import { ensureHostRow } from './host.rows.ts';

/** The row of the host LIMEN itself runs on; made at the first start. */
export const ensureLocalHost = async (
  db: Db,
  host: { name: string; uri: string },
): Promise<{ id: string; name: string; uri: string }> => {
  const row = await ensureHostRow(db, { id: newId(), ...host });
  return { id: row.id, name: row.name, uri: row.uri };
};
