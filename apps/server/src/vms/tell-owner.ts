import type { Deps } from '../deps.ts';
import { findVm } from './vm.rows.ts';

/** The row knows whose a machine is, libvirt only what it was told. @returns whether there was something to tell */
export const tellOwner = async (deps: Deps, hostId: string, vmId: string): Promise<boolean> => {
  const row = await findVm(deps.db, vmId);
  if (!row) return false;
  await deps.hosts.byId(hostId).setOwner(vmId, row);
  return true;
};
