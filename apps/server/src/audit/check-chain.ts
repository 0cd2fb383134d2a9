import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { findHash, findHead } from './audit.rows.ts';
import { AuditHeads } from './audit-heads.ts';

/**
 * Whether the log still holds the line that was last noted outside the database: two look-ups, whatever its length. That
 * each line is as it was written is `verifyChain`'s to say.
 *
 * @throws AppError `auth.forbidden`
 */
export const checkChain = async (
  deps: Deps,
  actor: Actor,
): Promise<{ lines: number; noted: { seq: number; at: string } | null; agrees: boolean }> => {
  authorize(actor, 'audit:read');
  const last = new AuditHeads(deps.config.home).last();
  const head = await findHead(deps.db);
  const agrees = last === undefined || (await findHash(deps.db, last.seq)) === last.hash;
  return { lines: head?.seq ?? 0, noted: last ? { seq: last.seq, at: last.at } : null, agrees };
};
