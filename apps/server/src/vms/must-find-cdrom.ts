import type { Db } from '../db/database.ts';
import { notFound } from '../lib/app-error.ts';
import { type CdromRow, findCdrom } from './drive.rows.ts';

/** A drive of this machine. @throws AppError `object.not_found`, also for one of another machine */
export const mustFindCdrom = async (db: Db, vmId: string, cdromId: string): Promise<CdromRow> => {
  const drive = await findCdrom(db, vmId, cdromId);
  if (!drive) throw notFound();
  return drive;
};
