import { expect, test } from 'vitest';
import type { FirewallRule } from '@limen/contract/firewall';
import { firewallRules } from './host-firewall.ts';

const mac = '52:4c:4d:00:00:0a';
const of = (rules: readonly FirewallRule[], there: readonly string[] = []): string[] =>
  firewallRules([{ mac, taps: ['limen-00000a', 'vnet3'], rules }], there).split('\n');
const lets = (rules: readonly FirewallRule[]): string[] => {
  const all = of(rules).flatMap((line) => /^add rule bridge limen to-00000a (.*)$/.exec(line)?.[1] ?? []);
  // what is always let in stands before, and the end is that nothing else is
  expect(all.at(-1)).toBe('drop');
  return all.slice(all.findLastIndex((line) => line.includes('@flows6')) + 1, -1);
};

test('a rule is one of nft’s for each sender, and ranges that meet are one', () => {
  expect(lets([])).toEqual([]);
  expect(lets([{ protocol: 'tcp', ports: ['443', '80', '8000-8100', '79-81', '82'], sources: [] }])).toEqual([
    'tcp dport { 79-82, 443, 8000-8100 } accept',
  ]);
  expect(lets([{ protocol: 'udp', ports: [], sources: ['10.0.0.1', '10.1.0.0/16'] }])).toEqual([
    'ip saddr 10.0.0.1 meta l4proto udp accept',
    'ip saddr 10.1.0.0/16 meta l4proto udp accept',
  ]);
  const six = ['2001:db8::/32', 'fe80::1'];
  expect(lets([{ protocol: 'tcp', ports: ['22'], sources: six }])).toEqual([
    'ip6 saddr 2001:db8::/32 tcp dport { 22 } accept',
    'ip6 saddr fe80::1 tcp dport { 22 } accept',
  ]);
  expect(lets([{ protocol: 'icmp', ports: [], sources: ['10.0.0.1', 'fe80::1'] }])).toEqual([
    'ip saddr 10.0.0.1 meta l4proto icmp accept',
    'ip6 saddr fe80::1 meta l4proto ipv6-icmp accept',
  ]);
  expect(lets([{ protocol: 'icmp', ports: [], sources: [] }])).toEqual([
    'ether type ip meta l4proto icmp accept',
    'ether type ip6 meta l4proto ipv6-icmp accept',
  ]);
});

test('a card is known by every end it has; rules of one that has no groups any more go, those of others stay', () => {
  const lines = of([], ['00000a', '00000b']);
  expect(lines).toContain(
    'add rule bridge limen to oifname vmap { "limen-00000a" : goto to-00000a, "vnet3" : goto to-00000a }',
  );
  expect(lines).toContain('delete chain bridge limen to-00000b');
  expect(lines).toContain('delete set bridge limen flows4-00000b');
  expect(lines.filter((line) => line.startsWith('delete') && line.includes('00000a'))).toEqual([]);
  // a set that is there is not emptied: what its guest has begun goes on
  expect(lines.filter((line) => line.startsWith('flush set'))).toEqual([]);
  expect(firewallRules([], ['00000b']).split('\n')).not.toContainEqual(expect.stringContaining('vmap'));
});
