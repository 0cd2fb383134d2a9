import { type Network, networkKind } from '@limen/contract/networks';
import { type Actor, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { canLimit } from './keep-limits.ts';
import type { NetworkRecord, NetworkRow } from './network.rows.ts';
import { firstNetworkId } from './network-spec.ts';

/** The only shape in which a network leaves the server. */
export const presentNetwork = async (
  deps: Deps,
  { row, owner, nics }: NetworkRecord,
  actor: Actor,
): Promise<Network> => {
  const all = may(actor, 'network:share');
  return {
    id: row.id,
    hostId: row.hostId,
    name: row.name,
    kind: networkKind.parse(row.kind),
    owner: row.ownerId === null || owner === null ? null : owner,
    subnet: row.subnet === null ? null : `${row.subnet}.0/24`,
    bridge: all ? row.bridge : null,
    nics: nics
      .filter(({ ownerId }) => all || ownerId === actor.userId)
      .reduce((sum, { count }) => sum + count, 0),
    canLimit: row.kind !== 'user' && (await canLimit(deps, row.hostId)),
    canChange: row.id !== firstNetworkId(row.hostId) && mayChange(actor, row),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
  };
};

/** One's own, and for administrators everybody's. */
export const mayChange = (actor: Actor, row: NetworkRow): boolean =>
  row.ownerId === null ? may(actor, 'network:share') : may(actor, 'network:add', { ownerId: row.ownerId });

/** For the record. */
export const asObject = (row: Pick<NetworkRow, 'id' | 'name' | 'ownerId'>) => ({
  type: 'network',
  id: row.id,
  name: row.name ?? 'limen',
  ownerId: row.ownerId,
});
