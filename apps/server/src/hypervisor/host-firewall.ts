import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type FirewallRule, isOfIpv6, portsOf } from '@limen/contract/firewall';
import { tapName } from '@limen/domain-xml/identity';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { tapsByMac, tapsOf } from './taps-by-mac.ts';

/**
 * What may come in to the guests of cards that have firewall groups, as nftables' rules in a table of our own. They stand where a
 * frame leaves the host’s bridge for the card (bridge family, postrouting): all that reaches a guest passes there, from its
 * neighbours, from the host, and from outside. Three other ways were looked at:
 * - libvirt's own tcp and udp filters are iptables' rules, which see what is bridged only with br_netfilter, and nothing that is
 *   routed to the card;
 * - its rules for frames (ebtables) know neither TCP's flags nor connections, so that no reply could be told from a new connection;
 * - connections of bridges (nf_conntrack_bridge) are not in every kernel.
 * So what a guest begins is written down here, in sets that forget: sender, receiver and ports, read the other way round.
 *
 * A rule names the card's end on the host, whose name is the same at each start, and stands before the machine starts. Verdicts
 * need nft 1.0 and Linux 5.6; there is no reject in this family everywhere, so that who may not come in is not answered.
 */

/** A card with one group at least. */
export type FilteredCard = { mac: string; rules: readonly FirewallRule[] };

const table = 'bridge limen';
const chainOfCard = /^to-([0-9a-f]{6})$/;
const ours = (key: string): { chains: string[]; sets: string[] } => ({
  chains: [`from-${key}`, `to-${key}`],
  sets: ['flows4', 'flows6', 'ending4', 'ending6', 'echo4', 'echo6'].map((name) => `${name}-${key}`),
});
const keyOf = (mac: string): string => tapName(mac).replace('limen-', '');

/** Flows of one card: it fills its own, and nobody else's. */
const most = 65_536;
/** Above the least that RFC 5382 (REQ-5) asks for a connection that is quiet; what begins or ends is forgotten sooner. */
const openFor = '3h';
const briefly = '2m';
/** RFC 4787, REQ-5. */
const datagramsFor = '5m';
const echoFor = '30s';

/**
 * The rules as `nft -f` takes them, in one step: of these cards, and of no others. What the cards there were had begun goes on.
 *
 * @param cards each with the names of its ends on the host
 * @param there keys of the cards that have rules now
 */
export const firewallRules = (
  cards: readonly (FilteredCard & { taps: readonly string[] })[],
  there: readonly string[],
): string => {
  const kept = new Set(cards.map(({ mac }) => keyOf(mac)));
  const jump = (chain: 'from' | 'to', device: string): string[] => {
    const ends = cards.flatMap(({ mac, taps }) =>
      taps.map((tap) => `"${tap}" : goto ${chain}-${keyOf(mac)}`),
    );
    return ends.length === 0 ? [] : [`add rule ${table} ${chain} ${device} vmap { ${ends.join(', ')} }`];
  };
  const gone = there.filter((key) => !kept.has(key)).map(ours);
  return [
    `add table ${table}`,
    // behind libvirt's (-300), which drop what was sent under somebody else's address
    `add chain ${table} from { type filter hook prerouting priority -200; }`,
    `add chain ${table} to { type filter hook postrouting priority -200; }`,
    `flush chain ${table} from`,
    `flush chain ${table} to`,
    ...cards.flatMap(rulesOfCard),
    ...jump('from', 'iifname'),
    ...jump('to', 'oifname'),
    ...gone.flatMap(({ chains }) => chains.map((name) => `delete chain ${table} ${name}`)),
    ...gone.flatMap(({ sets }) => sets.map((name) => `delete set ${table} ${name}`)),
    '',
  ].join('\n');
};

const rulesOfCard = ({ mac, rules }: FilteredCard): string[] => {
  const key = keyOf(mac);
  const set = (name: string, of: string, timeout: string): string =>
    `add set ${table} ${name}-${key} { typeof ${of}; flags dynamic,timeout; size ${most}; timeout ${timeout}; }`;
  const flow = (ip: string, mirrored: boolean): string =>
    mirrored
      ? `${ip} daddr . ${ip} saddr . meta l4proto . th dport . th sport`
      : `${ip} saddr . ${ip} daddr . meta l4proto . th sport . th dport`;
  const from = (rule: string): string => `add rule ${table} from-${key} ${rule}`;
  const to = (rule: string): string => `add rule ${table} to-${key} ${rule}`;
  const families = [
    { ip: 'ip', v: '4', is: 'ether type ip', icmp: 'icmp' },
    { ip: 'ip6', v: '6', is: 'ether type ip6', icmp: 'icmpv6' },
  ] as const;
  return [
    ...families.flatMap(({ ip, v, icmp }) => [
      set(`flows${v}`, flow(ip, false), datagramsFor),
      set(`ending${v}`, flow(ip, false), briefly),
      set(`echo${v}`, `${ip} saddr . ${ip} daddr . ${icmp} id`, echoFor),
    ]),
    ...ours(key).chains.flatMap((name) => [`add chain ${table} ${name}`, `flush chain ${table} ${name}`]),
    // it answers what a group let in: half-open connections from anywhere would fill the set
    from('tcp flags & (syn | ack) == (syn | ack) return'),
    ...families.flatMap(({ ip, v, is, icmp }) => {
      const mine = flow(ip, true);
      const write = (timeout: string): string =>
        `update @flows${v}-${key} { ${mine} timeout ${timeout} } return`;
      return [
        from(`${is} tcp flags & (fin | rst) != 0 update @ending${v}-${key} { ${mine} }`),
        from(`${is} tcp flags & (fin | syn | rst) != 0 ${write(briefly)}`),
        from(`${is} meta l4proto tcp ${mine} @ending${v}-${key} ${write(briefly)}`),
        from(`${is} meta l4proto tcp ${write(openFor)}`),
        from(`${is} meta l4proto udp ${write(datagramsFor)}`),
        from(
          `${is} ${icmp} type echo-request update @echo${v}-${key} { ${ip} daddr . ${ip} saddr . ${icmp} id } return`,
        ),
      ];
    }),
    to('ether type arp accept'),
    to('ether type ip udp sport 67 udp dport 68 accept'),
    to('ether type ip6 udp sport 547 udp dport 546 accept'),
    // the rest of a packet whose beginning was let in, or was not: alone it is nothing
    to('ip frag-off & 0x1fff != 0 accept'),
    to('icmp type { destination-unreachable, time-exceeded, parameter-problem } accept'),
    to(
      'icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, mld-listener-query, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept',
    ),
    ...families.flatMap(({ ip, v, is, icmp }) => [
      to(`${is} ${icmp} type echo-reply ${ip} saddr . ${ip} daddr . ${icmp} id @echo${v}-${key} accept`),
      to(`${is} meta l4proto { tcp, udp } ${flow(ip, false)} @flows${v}-${key} accept`),
    ]),
    ...rules.flatMap(matchesOf).map((match) => to(`${match} accept`)),
    to('drop'),
  ];
};

/** A rule as what nft matches, one line each sender. */
const matchesOf = ({ protocol, ports, sources }: FirewallRule): string[] => {
  const from = sources.map((source) => `${isOfIpv6(source) ? 'ip6' : 'ip'} saddr ${source} `);
  if (protocol === 'icmp') {
    return sources.length === 0
      ? ['ether type ip meta l4proto icmp', 'ether type ip6 meta l4proto ipv6-icmp']
      : from.map((saddr) => `${saddr}meta l4proto ${saddr.startsWith('ip6') ? 'ipv6-icmp' : 'icmp'}`);
  }
  const what =
    ports.length === 0 ? `meta l4proto ${protocol}` : `${protocol} dport { ${merged(ports).join(', ')} }`;
  return sources.length === 0 ? [what] : from.map((saddr) => `${saddr}${what}`);
};

/** Ranges that meet become one: nft takes none that overlap. */
const merged = (ports: readonly string[]): string[] => {
  const ranges: { first: number; last: number }[] = [];
  for (const range of ports.flatMap((text) => portsOf(text) ?? []).toSorted((a, b) => a.first - b.first)) {
    const before = ranges.at(-1);
    if (before && range.first <= before.last + 1) before.last = Math.max(before.last, range.last);
    else ranges.push({ ...range });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
};

const run = promisify(execFile);

/**
 * Has what comes in to these cards be what their rules say, and to others what comes. To be called one at a time.
 *
 * @throws AppError `host.refused` where nftables is not there, or does not take them
 */
export const applyFirewall = async (cards: readonly FilteredCard[]): Promise<void> => {
  // a host on which nobody ever chose a group keeps the firewall it has, and needs no nft
  const there = await keysThere();
  if (cards.length === 0 && there === null) return;
  try {
    const names = await tapsByMac();
    const rules =
      cards.length === 0
        ? `delete table ${table}\n`
        : firewallRules(
            cards.map((card) => ({ ...card, taps: tapsOf(card.mac, names) })),
            there ?? [],
          );
    const applying = run('nft', ['-f', '-']);
    applying.child.stdin?.end(rules);
    await applying;
  } catch (error) {
    throw new AppError('host.refused', 'The host’s firewall (nftables) does not take the rules.', {
      cause: error,
    });
  }
};

const listing = z.object({
  nftables: z.array(z.object({ chain: z.object({ name: z.string() }).optional() })),
});

/** Keys of the cards that have rules; null: there is no table of ours. */
const keysThere = async (): Promise<string[] | null> => {
  const listed = await run('nft', ['-j', 'list', 'table', ...table.split(' ')]).catch(() => null);
  if (listed === null) return null;
  const { nftables } = listing.parse(JSON.parse(listed.stdout));
  return nftables.flatMap(({ chain }) => chainOfCard.exec(chain?.name ?? '')?.[1] ?? []);
};
