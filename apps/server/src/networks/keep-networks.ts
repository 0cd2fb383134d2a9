import type { Deps } from '../deps.ts';
import type { NicSpec } from '../hypervisor/vm-spec.ts';
import {
  findNetwork,
  listKeptAddresses,
  listNetworksOfHost,
  type NetworkRow,
  updateNetwork,
} from './network.rows.ts';
import { networkSpecOf } from './network-spec.ts';

/**
 * Gives a host the networks that the rows say, started, with their filters and the addresses that are kept: after a server that
 * died in between, after another libvirt was installed. One that cannot be is logged, and its cards have no cable until it can.
 */
export const keepNetworks = async (deps: Deps, hostId: string): Promise<void> => {
  const host = deps.hosts.byId(hostId);
  for (const row of await listNetworksOfHost(deps.db, hostId)) {
    try {
      const subnet = await host.networks.ensure(networkSpecOf(row));
      if (subnet !== row.subnet) await updateNetwork(deps.db, row.id, { subnet });
      await keep(deps, row);
    } catch (error) {
      if (!deps.hosts.isConnected(hostId)) return;
      deps.log.warn({ err: error, networkId: row.id }, 'a network could not be given to its host');
    }
  }
};

/** Has the host keep the addresses that the rows say, on one network. */
export const keepAddresses = async (deps: Deps, networkId: string): Promise<void> => {
  const row = await findNetwork(deps.db, networkId);
  if (row) await keep(deps, row);
};

/** Has the host keep the addresses of these cards' networks, where one of them has one. */
export const keepAddressesOf = async (
  deps: Deps,
  nics: readonly Pick<NicSpec, 'address' | 'network'>[],
): Promise<void> => {
  const kept = nics.filter(({ address }) => address !== null).map(({ network }) => network.id);
  for (const id of new Set(kept)) await keepAddresses(deps, id);
};

const keep = async (deps: Deps, row: NetworkRow): Promise<void> => {
  const spec = networkSpecOf(row);
  if (spec.kind === 'bridge' || spec.kind === 'user') return;
  const kept = await listKeptAddresses(deps.db, row.id);
  await deps.hosts.byId(row.hostId).networks.keepAddresses(spec, kept);
};
