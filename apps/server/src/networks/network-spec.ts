import { networkKind } from '@limen/contract/networks';
import type { NetworkSpec } from '../hypervisor/vm-spec.ts';
import type { NetworkRow } from './network.rows.ts';

/** The id of a host's first network, on which a new machine is unless told otherwise: the host's own. */
export const firstNetworkId = (hostId: string): string => hostId;

/** A network as its host has to know it. */
export const networkSpecOf = (row: NetworkRow): NetworkSpec => ({
  id: row.id,
  first: row.id === firstNetworkId(row.hostId),
  kind: networkKind.parse(row.kind),
  shared: row.ownerId === null,
  bridge: row.bridge,
  subnet: row.subnet,
});
