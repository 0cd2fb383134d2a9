import { type Db, isUniqueViolation } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';
import { listPoolsOfHost } from './pool.rows.ts';

/** For a write that may meet another pool of the name. @throws AppError `pool.name_taken`; else what it was given */
export const nameTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'storage_pools_name')) {
    throw taken();
  }
  throw error;
};

/** @throws AppError `pool.name_taken` */
export const requireNameFree = async (db: Db, hostId: string, name: string): Promise<void> => {
  const pools = await listPoolsOfHost(db, hostId);
  if (pools.some((pool) => pool.name.toLowerCase() === name.toLowerCase())) throw taken();
};

const taken = (): AppError =>
  new AppError('pool.name_taken', 'There already is a storage pool of that name.', { field: 'name' });
