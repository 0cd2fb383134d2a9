import { execFileSync } from 'node:child_process';

/**
 * The table that libvirt 10.4 and later has where it writes nftables itself (`firewall_backend = "nftables"`), by the commands of its
 * source, in their order (src/network/network_nftables.c). The libvirt of Debian 12 writes iptables' rules: what is made here stands
 * beside those, and is nobody's but the test's.
 */
const table = 'ip libvirt_network';

const nft = (lines: readonly string[]): void => {
  execFileSync('nft', ['-f', '-'], { input: `${lines.join('\n')}\n` });
};

/** nftablesSetupPrivateChains: once, before the first network starts. */
export const makeLibvirtTable = (): void =>
  nft([
    `add table ${table} { comment "Managed by libvirt for virtual networks: https://libvirt.org/firewall.html#the-virtual-network-driver"; }`,
    `add chain ${table} forward { type filter hook forward priority 0; policy accept; }`,
    ...['guest_output', 'guest_input', 'guest_cross'].flatMap((chain) => [
      `add chain ${table} ${chain}`,
      `insert rule ${table} forward counter jump ${chain}`,
    ]),
    `add chain ${table} guest_nat { type nat hook postrouting priority 100; policy accept; }`,
  ]);

/** nftablesAddFirewallRules, of a network with address translation: at each of its starts, before what is there. */
export const startInLibvirtTable = (bridge: string, subnet: string): void => {
  const within = `ip saddr ${subnet} ip daddr`;
  const insert = (chain: string, rule: string): string => `insert rule ${table} ${chain} ${rule}`;
  nft([
    insert('guest_output', `iif ${bridge} counter reject`),
    insert('guest_input', `oif ${bridge} counter reject`),
    insert('guest_cross', `iif ${bridge} oif ${bridge} counter accept`),
    insert('guest_output', `ip saddr ${subnet} iif ${bridge} counter accept`),
    insert('guest_input', `oif ${bridge} ip daddr ${subnet} ct state related,established counter accept`),
    insert('guest_nat', `${within} != ${subnet} counter masquerade`),
    ...['udp', 'tcp'].map((protocol) =>
      insert(
        'guest_nat',
        `meta l4proto ${protocol} ${within} != ${subnet} counter masquerade to :1024-65535`,
      ),
    ),
    insert('guest_nat', `${within} 255.255.255.255/32 counter return`),
    insert('guest_nat', `${within} 224.0.0.0/24 counter return`),
  ]);
};

/** A table of that name without any of its chains. */
export const makeEmptyTable = (): void => nft([`add table ${table}`]);

export const dropLibvirtTable = (): void => nft([`delete table ${table}`]);

export const listLibvirtTable = (): string =>
  execFileSync('nft', ['list', 'table', ...table.split(' ')], { encoding: 'utf8' });
