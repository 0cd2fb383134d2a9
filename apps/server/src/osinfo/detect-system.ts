import { detectSystemIn, type MediaFacts } from './detect-system-in.ts';
import { systemDatabase } from './system-database.ts';

/**
 * The system on an image, by what its medium says of itself and the name its file had.
 *
 * @returns its id (contract systems.ts); null: not known, or the host has no database of systems
 */
export const detectSystem = async (facts: MediaFacts): Promise<string | null> =>
  detectSystemIn(await systemDatabase.all(), facts)?.id ?? null;
