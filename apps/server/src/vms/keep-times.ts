import type { Deps } from '../deps.ts';
import { repeat } from '../lib/repeat.ts';
import { emptyTrash } from './empty-trash.ts';
import { endLeases } from './end-leases.ts';

const everyMs = 60_000;

/**
 * Looks, now and every minute, for machines whose time ends and for what has lain in the trash for long enough. What a
 * server that was off has missed is found by the first look; of several servers each looks, and one does it.
 *
 * @returns a function that ends it, and waits for the look that is under way
 */
export const keepTimes = (deps: Deps): (() => Promise<void>) =>
  repeat(everyMs, {
    atOnce: true,
    run: async () => {
      await endLeases(deps);
      await emptyTrash(deps);
    },
    failed: (error) => deps.log.warn({ err: error }, 'machines whose time ends'),
  });
