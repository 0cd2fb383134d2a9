import type { Deps } from '../deps.ts';
import { recordAddresses } from './vm.rows.ts';

/** Writes the addresses that a host's networks have leased to our machines, and tells of those that changed. */
export const recordLeases = async (deps: Deps, hostId: string): Promise<void> => {
  const leases = await deps.hosts.byId(hostId).networks.leases();
  for (const id of await recordAddresses(deps.db, hostId, leases)) deps.live.publish('vm.changed', { id });
};
