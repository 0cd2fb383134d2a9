import type { Deps } from '../deps.ts';
import { recordUse } from './vm-time.rows.ts';

/** Somebody uses the machine; exact to the hour, which is enough for counting days. */
export const useVm = async (deps: Deps, vmId: string): Promise<void> => {
  if (await recordUse(deps.db, vmId, deps.clock.now())) deps.live.publish('vm.changed', { id: vmId });
};
