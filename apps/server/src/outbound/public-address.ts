import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Of IPv6, what is given out at all (RFC 4291, IANA): everything else is special, or nobody's yet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the open internet: none of this host, of a private network, of a provider's own (CGNAT), and
 * no form that stands for another address (IPv4-mapped, NAT64, 6to4, Teredo), which is how such a one is smuggled in.
 *
 * @param own addresses of this host, which are refused whatever they are
 */
export const isPublicAddress = (address: string, own: ReadonlySet<string> = ownAddresses()): boolean => {
  // a zone (`fe80::1%eth0`) names an interface of ours
  if (address.includes('%') || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (own.has(parsed.toNormalizedString())) return false;
  // every special range of IANA's registries has a name of its own
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
};

/** In their normal form. */
export const ownAddresses = (): ReadonlySet<string> =>
  new Set(
    Object.values(networkInterfaces())
      .flatMap((interfaces) => interfaces ?? [])
      .map(({ address }) => address.split('%', 1)[0] ?? '')
      .filter((address) => ipaddr.isValid(address))
      .map((address) => ipaddr.parse(address).toNormalizedString()),
  );
