import { AppError } from '../lib/app-error.ts';
import type { KnownSystem } from './known-system.ts';
import { systemDatabase } from './system-database.ts';

/**
 * @returns undefined where there is no database to know it
 * @throws AppError `request.invalid` (`osId`) for a system that the database does not have, where there is one
 */
export const requireKnownSystem = async (osId: string): Promise<KnownSystem | undefined> => {
  const system = await systemDatabase.byId(osId);
  if (!system && (await systemDatabase.all()).length > 0) {
    throw new AppError('request.invalid', 'This operating system is not known here.', { field: 'osId' });
  }
  return system;
};
