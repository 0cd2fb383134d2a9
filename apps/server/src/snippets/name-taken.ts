import { isUniqueViolation } from '../db/database.ts';
import { AppError } from '../lib/app-error.ts';

/** For a write that may meet another snippet of the name. @throws AppError `snippet.name_taken`; else what it was given */
export const nameTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'snippets_name')) {
    throw new AppError('snippet.name_taken', 'You already have a snippet of that name.', { field: 'name' });
  }
  throw error;
};
