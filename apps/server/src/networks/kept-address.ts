import { randomInt } from 'node:crypto';
import { hasAddresses } from '@limen/contract/networks';
import { isUniqueViolation, type Db } from '../db/database.ts';
import type { NetworkSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';
import { findLeaseholder, listAddressesOn } from './network.rows.ts';

/** Whether a card on this network can have this address: one of its /24 that is neither its ends nor the host's own. */
export const isOfNetwork = ({ subnet }: NetworkSpec, address: string): boolean => {
  const last = Number(address.split('.')[3]);
  return subnet !== null && address.startsWith(`${subnet}.`) && last >= 2 && last <= 254;
};

/**
 * @param field what the request calls the address
 * @throws AppError `network.address` where this network cannot keep it, or another guest has it
 */
export const requireKeepable = async (
  db: Db,
  network: NetworkSpec,
  { nicId, address, field }: { nicId: string; address: string; field: string },
): Promise<void> => {
  const refuse = (why: string): never => {
    throw new AppError('network.address', why, { field });
  };
  // on a bridge of the host's it only says what the guest may use, whoever gives it
  if (network.kind === 'bridge') return;
  if (!hasAddresses(network.kind)) refuse('LIMEN gives no addresses on this network.');
  if (!isOfNetwork(network, address)) {
    refuse(`An address of ${network.subnet ?? '?'}.2 to ${network.subnet ?? '?'}.254 is wanted.`);
  }
  const holder = await findLeaseholder(db, { networkId: network.id, address, nicId });
  if (holder !== undefined) refuse('Another machine has this address now.');
};

/**
 * An address of this network that no card has, kept or leased: any of them, so that two who look at once seldom meet; null where there
 * is none, or LIMEN gives none there.
 */
export const chooseAddress = async (db: Db, network: NetworkSpec): Promise<string | null> => {
  if (!hasAddresses(network.kind) || network.subnet === null) return null;
  const taken = await listAddressesOn(db, network.id);
  const free = Array.from({ length: 253 }, (_, at) => `${network.subnet}.${at + 2}`).filter(
    (address) => !taken.has(address),
  );
  return free.length === 0 ? null : (free[randomInt(free.length)] ?? null);
};

/** For a write that may meet another card of the address. @throws AppError `network.address`; else what it was given */
export const addressTaken =
  (field: string) =>
  (error: unknown): never => {
    if (isUniqueViolation(error, 'vm_nics_address')) {
      throw new AppError('network.address', 'This address is kept for another card.', { field });
    }
    throw error;
  };
