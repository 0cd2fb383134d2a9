import { type Actor, may } from '../auth/policy.ts';
import { isUniqueViolation } from '../db/database.ts';
import { isMadeMac } from '../hypervisor/new-mac.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * A MAC address that somebody chooses for a new card: not one on what is everybody's, and nowhere one of those that are made here, which
 * is not told from them when the card moves.
 *
 * @throws AppError `auth.forbidden`
 */
export const requireMayChoose = (actor: Actor, mac: string | null, shared: boolean): void => {
  if (mac === null || may(actor, 'network:share') || !(shared || isMadeMac(mac))) return;
  throw new AppError('auth.forbidden', 'This MAC address is not yours to choose.', { field: 'mac' });
};

/**
 * A card that comes onto what is everybody's: a MAC address that somebody has chosen may be another one's there, whose frames then
 * come to them.
 *
 * @throws AppError `auth.forbidden`
 */
export const requireMadeMac = (actor: Actor, mac: string, shared: boolean): void => {
  if (isMadeMac(mac) || !shared || may(actor, 'network:share')) return;
  const why = 'A card whose MAC address somebody chose stays off the networks of everybody’s.';
  throw new AppError('auth.forbidden', why, { field: 'networkId' });
};

/** For an insert that may meet a card which has this address, or whose end on the host is called the same. */
export const macTaken = (error: unknown): never => {
  if (isUniqueViolation(error, 'vm_nics_mac_unique') || isUniqueViolation(error, 'vm_nics_tap')) {
    throw new AppError('network.mac', 'Another card has this MAC address, or one that ends like it.', {
      field: 'mac',
    });
  }
  throw error;
};
