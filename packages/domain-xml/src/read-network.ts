import { parseXml } from './parse-xml.ts';
import { attributeAt, childrenOf, find, findAll, textAt } from './xml-tree.ts';

/** What a network's XML says. */
export interface NetworkFacts {
  readonly name: string | null;
  readonly uuid: string | null;
  readonly bridge: string | null;
  /** `nat`, `route`, `open`, `bridge`, …; null: isolated from everything but the host. */
  readonly forward: string | null;
  /** The host's own addresses on it, with the mask as libvirt was given it: a netmask or a prefix length. */
  readonly addresses: readonly { readonly address: string; readonly mask: string | null }[];
  /** Addresses that its DHCP server keeps for one MAC each (lower case). */
  readonly reservations: readonly { readonly mac: string; readonly address: string }[];
}

/** Reads a network's XML. Throws XmlRefused for what is not XML of libvirt's. */
export function readNetwork(xml: string): NetworkFacts {
  const network = parseXml(xml);
  const forward = find(network, 'forward');
  return {
    name: textAt(network, 'name'),
    uuid: textAt(network, 'uuid'),
    bridge: attributeAt(network, 'bridge/@name'),
    // libvirt's default when <forward> has no mode (formatnetwork, "connectivity").
    forward: forward && (attributeAt(forward, '@mode') ?? 'nat'),
    addresses: childrenOf(network, 'ip').flatMap((ip) => {
      const address = attributeAt(ip, '@address');
      const mask = attributeAt(ip, '@netmask') ?? attributeAt(ip, '@prefix');
      return address === null ? [] : [{ address, mask }];
    }),
    reservations: findAll(network, 'ip/dhcp/host').flatMap((kept) => {
      const [mac, address] = [attributeAt(kept, '@mac'), attributeAt(kept, '@ip')];
      return mac === null || address === null ? [] : [{ mac: mac.toLowerCase(), address }];
    }),
  };
}
