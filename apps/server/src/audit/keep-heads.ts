import type { Deps } from '../deps.ts';
import { findHash, findHead } from './audit.rows.ts';
import { type AuditHead, AuditHeads } from './audit-heads.ts';

/** A log that was cut off or written anew is found back to this long before. */
const everyMs = 10_000;

/**
 * Records the head of the audit log outside the database while the server runs: at the start, at most every ten seconds
 * when it moved, and at the close. Before each, the last that was recorded is looked for: a log without it was tampered
 * with (or is of a restored backup), and the server's own log says so.
 *
 * @returns close, to be awaited while the database is still there
 */
export const keepHeads = (deps: Pick<Deps, 'config' | 'db' | 'clock' | 'log'>): (() => Promise<void>) => {
  const heads = new AuditHeads(deps.config.home);
  let last: AuditHead | undefined;
  let said = false;
  const record = async (): Promise<void> => {
    const now = await findHead(deps.db);
    if (!said && last && (await findHash(deps.db, last.seq)) !== last.hash) {
      said = true;
      deps.log.error(
        { seq: last.seq, at: last.at },
        'the audit log has lost a line that was recorded: run verify-audit',
      );
    }
    if (!now || (now.seq === last?.seq && now.hash === last.hash)) return;
    last = { ...now, at: deps.clock.now().toISOString() };
    heads.add(last);
  };
  const quietly = (work: () => void | Promise<void>): Promise<void> =>
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'the head of the audit log was not recorded'));
  let running = quietly(() => {
    heads.thin();
    last = heads.last();
    return record();
  });
  const timer = setInterval(() => {
    running = running.then(() => quietly(record));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    await quietly(record);
  };
};
