import { isUniqueViolation } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';

/** For a write that may meet another pool of the name. @throws AppError `pool.name_taken`; else what it was given */
export const nameTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'storage_pools_name')) {
    throw new AppError('pool.name_taken', 'There already is a storage pool of that name.', {
      field: 'name',
    });
  }
  throw error;
};
