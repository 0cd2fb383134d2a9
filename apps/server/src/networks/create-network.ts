import { mostOwnNetworks, type Network, type NewNetworkBody } from '@limen/contract/networks';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { nameTaken } from './name-taken.ts';
import {
  countOwnNetworks,
  deleteNetworkRow,
  findNetworkRecord,
  insertNetwork,
  type NetworkRow,
  updateNetwork,
} from './network.rows.ts';
import { networkSpecOf } from './network-spec.ts';
import { asObject, presentNetwork } from './present-network.ts';

/**
 * Makes a network on the host: its row first, so that one whose server dies in between is made when it is back
 * (keep-networks.ts).
 *
 * @throws AppError `auth.forbidden` (a shared one), `network.name_taken`, `network.limit`, `network.no_subnet`,
 *   `network.no_bridge`, `host.unavailable`, `host.refused`: nothing is left then
 */
export const createNetwork = async (deps: Deps, asked: Asked, body: NewNetworkBody): Promise<Network> => {
  const { actor } = asked;
  authorize(actor, body.shared ? 'network:share' : 'network:add');
  const [host] = deps.hosts.all();
  if (!host) throw new AppError('host.unavailable', 'There is no host.');
  const ownerId = body.shared ? null : actor.userId;
  const row = await deps.db.transaction(async (tx) => {
    if (ownerId !== null && (await countOwnNetworks(tx, ownerId)) >= mostOwnNetworks) {
      throw new AppError('network.limit', `One person has at most ${mostOwnNetworks} networks.`);
    }
    host.requireConnected();
    const made = await insertNetwork(tx, {
      id: newId(),
      hostId: host.id,
      ownerId,
      name: body.name,
      kind: body.kind,
      bridge: body.bridge ?? null,
    }).catch(nameTaken);
    if (!made) throw new AppError('server.internal', 'The network vanished while it was added.');
    await recordAudit(tx, asked, {
      action: 'network.create',
      object: asObject(made),
      after: { kind: made.kind, bridge: made.bridge, shared: body.shared },
    });
    return made;
  });
  try {
    await updateNetwork(deps.db, row.id, { subnet: await host.networks.ensure(networkSpecOf(row)) });
  } catch (error) {
    await takeBack(deps, row);
    throw error;
  }
  const record = await findNetworkRecord(deps.db, row.id);
  if (!record) throw new AppError('server.internal', 'The network vanished while it was added.');
  return presentNetwork(deps, record, actor);
};

const takeBack = async (deps: Deps, row: NetworkRow): Promise<void> => {
  await deps.hosts
    .byId(row.hostId)
    .networks.remove(networkSpecOf(row))
    .catch((error: unknown) => deps.log.warn({ err: error, networkId: row.id }, 'a half-made network stays'));
  await deleteNetworkRow(deps.db, row.id);
};
