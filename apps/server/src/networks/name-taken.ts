import { isUniqueViolation } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';

/** For a write that may meet another network of the name. @throws AppError `network.name_taken`; else what it was given */
export const nameTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'networks_name')) {
    throw new AppError('network.name_taken', 'There already is a network of that name.', { field: 'name' });
  }
  throw error;
};
