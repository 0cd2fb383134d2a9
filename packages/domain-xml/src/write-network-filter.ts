/**
 * The filter that every card of a network passes (libvirt's nwfilter, formatnwfilter). It works on frames at the card's own
 * tap, so a guest cannot get around it. A card names it with the address that its guest may use, or with the one it is leased.
 */
import { InvalidDomainSpec } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { checkXmlText } from './xml-text.ts';
import { el, type XmlElement } from './xml-tree.ts';

type Way = 'in' | 'out' | 'inout';
const rule = (
  priority: number,
  action: 'accept' | 'drop',
  direction: Way,
  ...what: XmlElement[]
): XmlElement => el('rule', { action, direction, priority }, ...what);

export interface NetworkFilterSpec {
  readonly name: string;
  /** UUID of the filter: libvirt knows it by it when it is defined again. */
  readonly uuid: string;
  /** `10.77.0`: the first three numbers of its /24; null: a bridge of the host's, whose addresses are not ours. */
  readonly subnet: string | null;
  /**
   * Whether its machines reach the host and what is beyond it, but not each other. Ports of a bridge that are isolated do not
   * see to that alone: what is sent to the host's own MAC address is routed back onto the same bridge, which libvirt allows.
   */
  readonly apart: boolean;
}

/**
 * From the guest: its own MAC and its own IPv4 address alone, in ARP too, and no answers of a DHCP server. To the guest:
 * everything of IPv4 and ARP. IPv6 passes on a bridge of the host's only: networks of ours have none.
 *
 * @throws {InvalidDomainSpec} | {InvalidXmlText}, with the field's name
 */
export function writeNetworkFilter({ name, uuid, subnet, apart }: NetworkFilterSpec): string {
  if (apart && subnet === null) throw new InvalidDomainSpec('apart', 'only where the addresses are known');
  const own = { srcipaddr: '$IP' };
  return serializeXml(
    el(
      'filter',
      { name: checkXmlText(name, 'name'), chain: 'root' },
      el('uuid', {}, uuid),
      rule(100, 'drop', 'out', el('mac', { match: 'no', srcmacaddr: '$MAC' })),
      rule(110, 'drop', 'out', el('ip', { protocol: 'udp', srcportstart: 67 })),
      rule(
        200,
        'accept',
        'out',
        el('ip', {
          srcipaddr: '0.0.0.0',
          dstipaddr: '255.255.255.255',
          protocol: 'udp',
          srcportstart: 68,
          dstportstart: 67,
        }),
      ),
      rule(300, 'accept', 'out', el('arp', { arpsrcmacaddr: '$MAC', arpsrcipaddr: '$IP' })),
      // whether an address is free is asked by nobody's (RFC 5227, §1.1)
      rule(300, 'accept', 'out', el('arp', { arpsrcmacaddr: '$MAC', arpsrcipaddr: '0.0.0.0' })),
      rule(300, 'accept', 'in', el('arp')),
      ...(apart && subnet !== null
        ? [
            rule(400, 'accept', 'out', el('ip', { ...own, dstipaddr: `${subnet}.1` })),
            rule(410, 'drop', 'out', el('ip', { dstipaddr: `${subnet}.0`, dstipmask: '24' })),
          ]
        : []),
      rule(500, 'accept', 'out', el('ip', own)),
      rule(500, 'accept', 'in', el('ip')),
      ...(subnet === null ? [rule(500, 'accept', 'inout', el('ipv6'))] : []),
      rule(1000, 'drop', 'inout'),
    ),
  );
}
