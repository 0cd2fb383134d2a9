import type { Deps } from '../deps.ts';
import { recordHostSeen, touchHost } from './host.rows.ts';

/** Writes what a host says of itself after it was (re)connected or looked at, or that it was lost; then tells. */
export const recordHostState = async (deps: Deps, hostId: string): Promise<void> => {
  const host = deps.hosts.byId(hostId);
  if (host.status().connection === 'connected') {
    await recordHostSeen(deps.db, hostId, { facts: host.facts(), pools: await host.poolSpace() });
  } else {
    await touchHost(deps.db, hostId);
  }
  deps.live.publish('host.changed', { id: hostId });
};
