import type { Deps } from '../deps.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/** Gives the cards of a machine the filter that their rows say: those of before there was one, or that lost it by another hand. */
export const guardNics = async (deps: Deps, hostId: string, vmId: string): Promise<void> => {
  const spec = await findVmSpec(deps.db, vmId);
  for (const nic of spec?.nics ?? []) {
    if (nic.guarded) await deps.hosts.byId(hostId).nics.change(vmId, nic);
  }
};
