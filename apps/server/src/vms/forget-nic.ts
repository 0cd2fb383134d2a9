import type { Deps } from '../deps.ts';
import { keepAddresses } from '../networks/keep-networks.ts';
import { deleteNicRow } from './nic.rows.ts';
import { updateVm } from './vm.rows.ts';

/** Takes a card's row away, and gives its address back to its network. */
export const forgetNic = async (
  deps: Deps,
  { vmId, nicId }: { vmId: string; nicId: string },
): Promise<void> => {
  const row = await deps.db.transaction(async (tx) => {
    const gone = await deleteNicRow(tx, nicId);
    if (gone) await updateVm(tx, vmId, {});
    return gone;
  });
  if (row?.address != null) await keepAddresses(deps, row.networkId);
};
