import type { NetworkKind } from '@limen/contract/networks';
import { hasAddresses } from '@limen/contract/networks';
import { z } from 'zod';

/** Where an address is to be kept: the kind of network, and its addresses as `192.168.167.0/24`. */
type Where = { kind: NetworkKind; subnet: string | null };

/** First and last address of a network that can be kept for a card; null: LIMEN gives none there. */
export const keepable = ({ kind, subnet }: Where): { first: string; last: string } | null => {
  if (!hasAddresses(kind) || subnet === null) return null;
  const start = subnet.replace(/\.\d+\/\d+$/, '');
  return { first: `${start}.2`, last: `${start}.254` };
};

/**
 * What is wrong with an address to be kept, as far as one sees without the server; `''` keeps none.
 *
 * @returns null where nothing is; `form`: no IPv4 address; `place`: not one of the network's
 */
export const addressFault = (text: string, where: Where): 'form' | 'place' | null => {
  if (text === '') return null;
  if (!z.ipv4().safeParse(text).success) return 'form';
  const range = keepable(where);
  if (range === null) return null;
  const start = range.first.replace(/\d+$/, '');
  const last = Number(text.slice(start.length));
  return text.startsWith(start) && last >= 2 && last <= 254 ? null : 'place';
};
