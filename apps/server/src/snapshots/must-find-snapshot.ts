import type { Db } from '../db/database.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findSnapshot, type SnapshotRow } from './snapshot.rows.ts';

/** @throws AppError `object.not_found` */
export const mustFindSnapshot = async (db: Db, vmId: string, id: string): Promise<SnapshotRow> => {
  const row = await findSnapshot(db, vmId, id);
  if (!row) throw notFound();
  return row;
};

const notReady = (): AppError =>
  new AppError('snapshot.not_ready', 'This snapshot is still being made, or being deleted.');

/** @throws AppError `object.not_found`, `snapshot.not_ready` */
export const mustFindReady = async (db: Db, vmId: string, id: string): Promise<SnapshotRow> => {
  const row = await mustFindSnapshot(db, vmId, id);
  if (row.state !== 'ready') throw notReady();
  return row;
};
