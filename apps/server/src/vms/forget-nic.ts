import type { Deps } from '../deps.ts';
import { haveForwards, keepForwards } from '../forwards/keep-forwards.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { keepAddresses } from '../networks/keep-networks.ts';
import { deleteNicRow } from './nic.rows.ts';
import { findVm, updateVm } from './vm.rows.ts';

/** Takes a card's row away, and gives its address back to its network. */
export const forgetNic = async (
  deps: Deps,
  { vmId, nicId }: { vmId: string; nicId: string },
): Promise<void> => {
  const hadForwards = await haveForwards(deps.db, [vmId]);
  const row = await deps.db.transaction(async (tx) => {
    const gone = await deleteNicRow(tx, nicId);
    if (gone) await updateVm(tx, vmId, {});
    return gone;
  });
  const vm = await findVm(deps.db, vmId);
  if (vm && hadForwards) await keepForwards(deps, vm.hostId);
  if (vm) await keepLimitsOf(deps, vm.hostId, vmId);
  if (row?.address != null) await keepAddresses(deps, row.networkId);
};
