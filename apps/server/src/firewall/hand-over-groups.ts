import { recordAudit, type Unnamed } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import { type GroupRow, listGroupsOfOwner, updateGroup } from './group.rows.ts';
import { asObject } from './present-group.ts';

export { listGroupsOfOwner } from './group.rows.ts';

/**
 * Gives firewall groups of somebody to somebody else, in the transaction of what makes that needed. A name that the new owner has
 * already gets a number behind it; cards that have them keep them.
 *
 * @param only undefined: all there are
 */
export const handOverGroups = async (
  tx: Tx,
  by: Asked | Unnamed,
  { from, to, only }: { from: string; to: string; only?: string },
): Promise<void> => {
  const taken = new Set((await listGroupsOfOwner(tx, to)).map(({ name }) => name));
  const rows = (await listGroupsOfOwner(tx, from)).filter(({ id }) => only === undefined || id === only);
  for (const row of rows) {
    const name = freeName(row, taken);
    taken.add(name);
    await updateGroup(tx, row.id, { ownerId: to, name });
    await recordAudit(tx, by, {
      action: 'firewall.transfer',
      object: asObject({ ...row, name, ownerId: to }),
      before: { ownerId: from, name: row.name },
      after: { ownerId: to, name },
    });
  }
};

const freeName = ({ name }: GroupRow, taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) {
    const next = n === 1 ? name : `${name} (${n})`;
    if (!taken.has(next)) return next;
  }
};
