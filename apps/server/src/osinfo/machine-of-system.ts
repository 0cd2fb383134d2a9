import type { SystemProfile } from '@limen/contract/systems';
import { type HostGifts, machineFor, profileOf } from './machine-for.ts';
import { requireKnownSystem } from './require-known-system.ts';
import { systemDatabase } from './system-database.ts';

/**
 * The machine that fits what is to be on it, on this host.
 *
 * @param what.likelyLinux where nobody knows the system: disk images are of Linux most often, and an ISO may be of anything
 * @param what.said whether the asker named it: what an image says may come from a newer database than this host’s
 * @throws AppError `request.invalid` (`osId`) for a system that was named and that the database, where there is one, does not have
 */
export const machineOfSystem = async (
  what: { osId: string | null; said: boolean; likelyLinux: boolean },
  host: HostGifts,
): Promise<SystemProfile> => {
  if (what.osId === null) return machineFor(what.likelyLinux ? 'linux' : 'compatible', host);
  const system = what.said ? await requireKnownSystem(what.osId) : await systemDatabase.byId(what.osId);
  return machineFor(system ? profileOf(system) : what.likelyLinux ? 'linux' : 'compatible', host);
};
