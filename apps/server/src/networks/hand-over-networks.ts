import { recordAudit, type Unnamed } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import { listNetworksOfOwner, type NetworkRow, updateNetwork } from './network.rows.ts';
import { asObject } from './present-network.ts';

export { listNetworksOfOwner } from './network.rows.ts';

/**
 * Gives networks of somebody to somebody else, in the transaction of what makes that needed. A name that the new owner has already
 * gets a number behind it; cards on them stay on them.
 *
 * @param only undefined: all there are
 */
export const handOverNetworks = async (
  tx: Tx,
  by: Asked | Unnamed,
  { from, to, only }: { from: string; to: string; only?: string },
): Promise<NetworkRow[]> => {
  const taken = new Set((await listNetworksOfOwner(tx, to)).map(({ name }) => name));
  const rows = (await listNetworksOfOwner(tx, from)).filter(({ id }) => only === undefined || id === only);
  for (const row of rows) {
    const name = freeName(row.name ?? '', taken);
    taken.add(name);
    await updateNetwork(tx, row.id, { ownerId: to, name });
    await recordAudit(tx, by, {
      action: 'network.transfer',
      object: asObject({ ...row, name, ownerId: to }),
      before: { ownerId: from, name: row.name },
      after: { ownerId: to, name },
    });
  }
  return rows;
};

const freeName = (name: string, taken: ReadonlySet<string | null>): string => {
  for (let n = 1; ; n += 1) {
    const next = n === 1 ? name : `${name} (${n})`;
    if (!taken.has(next)) return next;
  }
};
