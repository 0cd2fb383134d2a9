import { isInterfaceName, isIpv4 } from './check-domain-spec.ts';
import { InvalidDomainSpec } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { checkName } from './write-storage.ts';
import { el } from './xml-tree.ts';

export interface NetworkSpec {
  readonly name: string;
  /** The bridge's name; Linux allows 15 characters. */
  readonly bridge: string;
  /** The first three numbers of a /24, `10.77.0`: .1 is the host, .10 to .254 are leased. */
  readonly subnet: string;
  /** Whether the guests have no way out: they reach the host and each other. */
  readonly isolated?: boolean;
}

/**
 * A network on a bridge of its own, with DHCP and a way out by address translation, or isolated.
 * @throws {InvalidDomainSpec} | {InvalidXmlText}, with the field's name
 */
export function writeNetwork({ name, bridge, subnet, isolated = false }: NetworkSpec): string {
  if (!isInterfaceName(bridge)) throw new InvalidDomainSpec('bridge', 'no name of an interface');
  const numbers = subnet.split('.');
  if (
    numbers.length !== 3 ||
    numbers.some((each) => !/^(0|[1-9]\d{0,2})$/.test(each) || Number(each) > 255)
  ) {
    throw new InvalidDomainSpec('subnet', 'not the first three numbers of an IPv4 network');
  }
  return serializeXml(
    el(
      'network',
      {},
      el('name', {}, checkName(name)),
      isolated ? null : el('forward', { mode: 'nat' }),
      el('bridge', { name: bridge, stp: 'on', delay: 0 }),
      el(
        'ip',
        { address: `${subnet}.1`, netmask: '255.255.255.0' },
        el('dhcp', {}, el('range', { start: `${subnet}.10`, end: `${subnet}.254` })),
      ),
    ),
  );
}

/**
 * An address that a network's DHCP server keeps for one MAC, as `virNetworkUpdate` takes it.
 * @throws {InvalidDomainSpec} with the field's name
 */
export function writeDhcpHost({ mac, address }: { mac: string; address: string }): string {
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac)) throw new InvalidDomainSpec('mac', 'not a MAC address');
  if (!isIpv4(address)) throw new InvalidDomainSpec('address', 'no IPv4 address');
  return serializeXml(el('host', { mac, ip: address }));
}
