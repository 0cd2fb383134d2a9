import { vmCan } from '@limen/contract/vm-rules';
import type { Deps } from '../deps.ts';
import { stateOf } from './present-vm.ts';
import { findVm } from './vm.rows.ts';

/** What a console has to know of a machine; undefined where there is none. */
export const findConsoleVm = async (
  deps: Deps,
  vmId: string,
): Promise<
  { vmId: string; ownerId: string; hostId: string; startGeneration: number; running: boolean } | undefined
> => {
  const row = await findVm(deps.db, vmId);
  if (!row) return undefined;
  return {
    vmId: row.id,
    ownerId: row.ownerId,
    hostId: row.hostId,
    startGeneration: row.startGeneration,
    running: vmCan.console.states.includes(stateOf(row)),
  };
};
