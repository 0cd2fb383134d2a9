import type { Db, Tx } from '../db/database.ts';
import type { PoolSpec } from '../hypervisor/vm-spec.ts';
import { notFound } from '../lib/app-error.ts';
import { findPoolRecord, holdPool } from './pool.rows.ts';

/**
 * The pool that a disk is to be in; null: the one under LIMEN's home.
 *
 * @throws AppError `object.not_found`, also of another host's
 */
export const mustFindPool = async (
  db: Db,
  hostId: string,
  id: string | null,
): Promise<(PoolSpec & { name: string }) | null> => {
  if (id === null) return null;
  const found = await findPoolRecord(db, id);
  if (found?.row.hostId !== hostId) throw notFound();
  const { path, name } = found.row;
  return { id, path, name };
};

/** The same, and it stays until the transaction ends. @throws AppError `object.not_found` */
export const mustHoldPool = async (tx: Tx, hostId: string, id: string | null): Promise<PoolSpec | null> => {
  if (id === null) return null;
  const row = await holdPool(tx, id);
  if (row?.hostId !== hostId) throw notFound();
  return { id, path: row.path };
};
