import type { Db } from '../db/database.ts';
import { listVmFacts } from './vm.rows.ts';
import { sizesOfRow } from './vm-usage.ts';

/** What the database says of a host's machines; for the world noun, which reads no rows of ours. */
export const expectedVms = async (db: Db, hostId: string) =>
  (await listVmFacts(db, hostId)).map((row) => ({ ...row, sizes: sizesOfRow(row) }));
