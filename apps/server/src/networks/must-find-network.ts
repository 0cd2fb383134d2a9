import type { Actor } from '../auth/policy.ts';
import { may } from '../auth/policy.ts';
import type { Db, Tx } from '../db/database.ts';
import type { NetworkSpec } from '../hypervisor/vm-spec.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findNetwork, lockNetwork, type NetworkRow } from './network.rows.ts';
import { firstNetworkId, networkSpecOf } from './network-spec.ts';
import { mayChange } from './present-network.ts';

/**
 * A network that its reader may change, held until the transaction ends.
 *
 * @throws AppError `object.not_found` (also of somebody else's), `auth.forbidden` (everybody's), `network.first`
 */
export const mustLockNetwork = async (tx: Tx, actor: Actor, id: string): Promise<NetworkRow> => {
  const row = await lockNetwork(tx, id);
  if (!row) throw notFound();
  if (!mayChange(actor, row)) {
    if (row.ownerId !== null) throw notFound();
    throw new AppError('auth.forbidden', 'This network is everybody’s: administrators change it.');
  }
  if (row.id === firstNetworkId(row.hostId)) {
    throw new AppError('network.first', 'The first network of a host stays as it is.');
  }
  return row;
};

/** A network as its host has to know it. @throws AppError `object.not_found` */
export const mustFindNetworkSpec = async (db: Db, id: string): Promise<NetworkSpec> => {
  const row = await findNetwork(db, id);
  if (!row) throw notFound();
  return networkSpecOf(row);
};

/**
 * A network that a machine of this owner can be on: everybody's, or its owner's own.
 *
 * @throws AppError `object.not_found`, also where it is somebody else's or another host's
 */
export const mustFindUsableNetwork = async (
  db: Db,
  id: string,
  of: { hostId: string; ownerId: string; actor: Actor },
): Promise<NetworkRow> => {
  const row = await findNetwork(db, id);
  const theirs =
    row && (row.ownerId === null || row.ownerId === of.ownerId || may(of.actor, 'network:share'));
  if (!row || !theirs || row.hostId !== of.hostId) throw notFound();
  return row;
};
