import type { Db } from '../db/database.ts';
import { ensureFirstNetworkRow } from './network.rows.ts';

/** The row of a host's first network, on which every new machine is; made when the host is. */
export const ensureFirstNetwork = (db: Db, hostId: string): Promise<void> =>
  ensureFirstNetworkRow(db, hostId);
