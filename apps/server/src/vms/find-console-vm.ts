import { vmCan } from '@limen/contract/vm-rules';
import type { ObjectRef } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { stateOf } from './present-vm.ts';
import { findVmWithRef } from './vm.rows.ts';

/** What a console has to know of a machine; undefined where there is none. */
export const findConsoleVm = async (
  deps: Deps,
  vmId: string,
): Promise<
  | { vmId: string; name: string; ref: ObjectRef; hostId: string; startGeneration: number; running: boolean }
  | undefined
> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) return undefined;
  const { row, ref } = found;
  return {
    vmId: row.id,
    name: row.name,
    ref,
    hostId: row.hostId,
    startGeneration: row.startGeneration,
    running: vmCan.console.states.includes(stateOf(row)),
  };
};
