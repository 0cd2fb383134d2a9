import { isUniqueViolation } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';

/** For a write that may meet another group of the name. @throws AppError `firewall.name_taken`; else what it was given */
export const nameTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'firewall_groups_name')) {
    throw new AppError('firewall.name_taken', 'There already is a firewall group of that name.', {
      field: 'name',
    });
  }
  throw error;
};
