import type { Deps } from '../deps.ts';
import { repeat } from '../lib/repeat.ts';
import { type Ending, listEnding, listLasting } from './actor.rows.ts';

const lookMs = 2000;
/** Seen before its time: what has ended is taken out of the database by whoever comes with it next. */
const aheadSeconds = 10;
/** With what a slow database may have delayed the look before. */
const agoSeconds = 30;

/**
 * Ends live pages and consoles of sessions and API tokens whose time is over: nobody announces that, and every process
 * looks for itself. Requests are refused by the time itself.
 *
 * @returns a function that ends the looking, and waits for the look that is under way
 */
export const endExpired = (deps: Pick<Deps, 'db' | 'live' | 'log'>): (() => Promise<void>) => {
  const expected = new Map<string, Ending>();
  /** What was told, and until when it may be found again. */
  const told = new Map<string, number>();
  const look = async (): Promise<void> => {
    for (const ending of await listEnding(deps.db, { ago: agoSeconds, ahead: aheadSeconds })) {
      const id = ending.sessionId ?? ending.tokenId ?? '';
      if (!told.has(id)) expected.set(id, ending);
    }
    const now = Date.now();
    for (const [id, until] of told) if (until < now) told.delete(id);
    const due = [...expected].filter(([, { expiresAt }]) => (expiresAt?.getTime() ?? 0) <= now);
    if (due.length === 0) return;
    const lasting = await listLasting(
      deps.db,
      due.map(([id]) => id),
    );
    for (const [id, { expiresAt: _, ...ended }] of due) {
      expected.delete(id);
      if (lasting.has(id)) continue;
      told.set(id, now + 2 * agoSeconds * 1000);
      deps.live.publish('access.ended', ended);
    }
  };
  return repeat(lookMs, {
    run: look,
    failed: (error) => deps.log.debug({ err: error }, 'expired access'),
  });
};
