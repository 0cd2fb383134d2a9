import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { mustLockNetwork } from './must-find-network.ts';
import { countNicsOn, deleteNetworkRow } from './network.rows.ts';
import { networkSpecOf } from './network-spec.ts';
import { asObject } from './present-network.ts';

/**
 * Takes a network away, from the host first: where the row stays after all, the host is given it again (keep-networks.ts).
 *
 * @throws AppError as `mustLockNetwork`, `network.in_use` (a card is on it, perhaps in the trash), `host.unavailable`, `host.refused`
 */
export const deleteNetwork = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const row = await mustLockNetwork(tx, asked.actor, id);
    const nics = await countNicsOn(tx, id);
    if (nics > 0) {
      throw new AppError(
        'network.in_use',
        `Cards on this network: ${nics}. Machines in the trash count too.`,
      );
    }
    await deps.hosts.byId(row.hostId).networks.remove(networkSpecOf(row));
    await deleteNetworkRow(tx, id);
    await recordAudit(tx, asked, { action: 'network.delete', object: asObject(row) });
  });
};
