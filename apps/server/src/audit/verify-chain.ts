import type { Database } from '../db/database.ts';
import { readChain } from './audit.rows.ts';
import { auditHash, type ChainLine } from './audit-hash.ts';
import type { AuditHead } from './audit-heads.ts';

export type Verdict = {
  /** How many lines were right, from the first on. */
  lines: number;
  /** The first that is not as it was written; null: all are. */
  wrong: { seq: number; why: string } | null;
};

/** A line is about 1 KB: a few megabytes at a time, whatever the log's length. */
const batch = 2000;

/**
 * Reads the whole audit log once, in batches, and computes every hash again from the columns. Finds a line that was
 * edited, removed, put in, moved, or cut off at the end; and by the heads that servers recorded outside the database, a
 * chain that was computed anew to fit.
 *
 * @param heads as AuditHeads.read gives them; read before this is called, since the log grows meanwhile
 */
export const verifyChain = async (db: Database, heads: readonly AuditHead[]): Promise<Verdict> => {
  const recorded = [...heads].sort((a, b) => a.seq - b.seq);
  let next = 0;
  let before: Pick<ChainLine, 'seq' | 'hash'> = { seq: 0, hash: '' };
  let agreed = 0;
  // from the very beginning: nothing may stand before the first either
  let after = Number.MIN_SAFE_INTEGER;
  const wrong = (seq: number, why: string): Verdict => ({ lines: before.seq, wrong: { seq, why } });
  for (;;) {
    const lines = await readChain(db, after, batch);
    for (const line of lines) {
      if (line.seq <= before.seq) return wrong(line.seq, 'was put in before the first');
      if (line.seq !== before.seq + 1) return wrong(before.seq + 1, 'is missing');
      if (line.previousHash !== before.hash) return wrong(line.seq, 'does not follow the line before it');
      if (auditHash(line) !== line.hash) return wrong(line.seq, 'is not what it was when it was written');
      for (let head = recorded[next]; head?.seq === line.seq; head = recorded[next]) {
        if (head.hash !== line.hash) {
          return wrong(
            agreed + 1,
            `or one of the lines after it, up to ${line.seq}, was written anew: the head recorded on ${head.at} is another`,
          );
        }
        agreed = line.seq;
        next += 1;
      }
      before = line;
      after = line.seq;
    }
    if (lines.length < batch) break;
  }
  const lost = recorded[next];
  if (lost) {
    return wrong(before.seq + 1, `is missing: there were at least ${recorded.at(-1)?.seq ?? lost.seq} lines`);
  }
  return { lines: before.seq, wrong: null };
};
