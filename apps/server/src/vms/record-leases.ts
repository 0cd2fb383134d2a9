import type { Deps } from '../deps.ts';
import { recordAddresses } from './nic.rows.ts';

/** Writes the addresses that a host's networks have leased to our machines, and tells of those that changed. @returns those */
export const recordLeases = async (deps: Deps, hostId: string): Promise<string[]> => {
  const leases = await deps.hosts.byId(hostId).networks.leases();
  const changed = await recordAddresses(deps.db, hostId, leases);
  for (const id of changed) deps.live.publish('vm.changed', { id });
  return changed;
};
