import type { Db } from '../db/database.ts';
import { findLeaseholder } from './network.rows.ts';

/** Whether another card has been leased this address, so that its guest would go on using it. */
export const isLeasedToAnother = async (
  db: Db,
  of: { networkId: string; address: string; nicId: string },
): Promise<boolean> => (await findLeaseholder(db, of)) !== undefined;
