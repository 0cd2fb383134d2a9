import type { Db } from '../db/database.ts';
import { newId } from '../lib/new-id.ts';
import { ensureFirstNetwork } from '../networks/ensure-first-network.ts';
import { ensureHostRow } from './host.rows.ts';

/** The row of the host LIMEN itself runs on, with its first network; made at the first start. */
export const ensureLocalHost = async (
  db: Db,
  host: { name: string; uri: string },
): Promise<{ id: string; name: string; uri: string }> => {
  const row = await ensureHostRow(db, { id: newId(), ...host });
  await ensureFirstNetwork(db, row.id);
  return { id: row.id, name: row.name, uri: row.uri };
};
