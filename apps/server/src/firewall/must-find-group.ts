import { type Actor, may } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { type GroupRow, lockGroup, lockUsableGroups } from './group.rows.ts';
import { mayChange } from './present-group.ts';

/**
 * A group that its reader may change, held until the transaction ends.
 *
 * @throws AppError `object.not_found` (also of somebody else's), `auth.forbidden` (everybody's)
 */
export const mustLockGroup = async (tx: Tx, actor: Actor, id: string): Promise<GroupRow> => {
  const row = await lockGroup(tx, id);
  if (!row) throw notFound();
  if (!mayChange(actor, row)) {
    if (row.ownerId !== null) throw notFound();
    throw new AppError('auth.forbidden', 'This firewall group is everybody’s: administrators change it.');
  }
  return row;
};

/**
 * That a card of this owner's may have these groups: everybody's and its owner's own, of which none goes meanwhile.
 *
 * @param of.has what it has already, and may keep
 * @throws AppError `object.not_found`
 */
export const requireUsableGroups = async (
  tx: Tx,
  ids: readonly string[],
  of: { ownerId: string; actor: Actor; has: readonly string[] },
): Promise<void> => {
  const asked = [...new Set(ids)].filter((id) => !of.has.includes(id));
  const usable = await lockUsableGroups(tx, asked, may(of.actor, 'network:share') ? null : of.ownerId);
  if (usable.length < asked.length) throw notFound();
};
