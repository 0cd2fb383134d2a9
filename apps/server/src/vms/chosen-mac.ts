import { type Actor, may } from '../auth/policy.ts';
import { isUniqueViolation } from '../db/database.ts';
import { isMadeMac } from '../hypervisor/new-mac.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * A MAC address that somebody has chosen may be another one's on a wire that many share, whose frames then come to them.
 *
 * @param card.field of the request that is refused
 * @throws AppError `auth.forbidden`
 */
export const requireMacThere = (
  actor: Actor,
  { mac, shared, field }: { mac: string; shared: boolean; field: 'mac' | 'networkId' },
): void => {
  if (isMadeMac(mac) || !shared || may(actor, 'network:share')) return;
  throw new AppError(
    'auth.forbidden',
    'On a network of everybody’s a card has the MAC address made for it.',
    {
      field,
    },
  );
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
