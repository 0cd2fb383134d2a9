import type { Db } from '../src/db/database.ts';
import { storagePools } from '../src/db/schema.ts';
import { newId } from '../src/lib/new-id.ts';

/** A storage pool by its row alone: no host knows of it. */
export const addPool = async (db: Db, hostId: string): Promise<string> => {
  const id = newId();
  await db.insert(storagePools).values({ id, hostId, name: id, path: `/srv/${id}` });
  return id;
};
