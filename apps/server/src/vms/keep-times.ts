import type { Deps } from '../deps.ts';
import { emptyTrash } from './empty-trash.ts';
import { endLeases } from './end-leases.ts';

const everyMs = 60_000;

/**
 * Looks, now and every minute, for machines whose time ends and for what has lain in the trash for long enough. What a
 * server that was off has missed is found by the first look; of several servers each looks, and one does it.
 *
 * @returns a function that ends it
 */
export const keepTimes = (deps: Deps): (() => void) => {
  let looking = false;
  const look = async (): Promise<void> => {
    // a look that takes longer than a minute is not joined by the next
    if (looking) return;
    looking = true;
    try {
      await endLeases(deps);
      await emptyTrash(deps);
    } catch (error) {
      deps.log.warn({ err: error }, 'machines whose time ends');
    } finally {
      looking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
};
