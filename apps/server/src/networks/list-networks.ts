import type { Network } from '@limen/contract/networks';
import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { listNetworkRecords } from './network.rows.ts';
import { presentNetwork } from './present-network.ts';

/** Everybody's and one's own, by name, the first one at the top; an administrator sees all. */
export const listNetworks = async (deps: Deps, actor: Actor): Promise<Network[]> => {
  authorize(actor, 'network:read');
  const records = await listNetworkRecords(deps.db, may(actor, 'network:share') ? null : actor.userId);
  return Promise.all(records.map((record) => presentNetwork(deps, record, actor)));
};

/** Bridges of the connected hosts that a network can stand for; for others than administrators none. */
export const listBridges = async (deps: Deps, actor: Actor): Promise<string[]> => {
  if (!may(actor, 'network:share')) return [];
  const connected = deps.hosts.all().filter(({ id }) => deps.hosts.isConnected(id));
  const lists = await Promise.all(connected.map((host) => host.networks.bridges()));
  return [...new Set(lists.flat())].sort();
};
