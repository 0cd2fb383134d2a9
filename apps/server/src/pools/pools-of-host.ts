import type { Db } from '../db/database.ts';
import type { PoolSpec } from '../hypervisor/vm-spec.ts';
import { listPoolsOfHost } from './pool.rows.ts';

/** A host's further pools, for nouns that look at what is in them. */
export const poolsOfHost = async (db: Db, hostId: string): Promise<PoolSpec[]> =>
  (await listPoolsOfHost(db, hostId)).map(({ id, path }) => ({ id, path }));
