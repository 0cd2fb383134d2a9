import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import type { ForwardRule } from './host-forwards.ts';

/**
 * Where libvirt writes nftables itself (10.4 and later, `firewall_backend = "nftables"`), it rejects what comes in from outside in a
 * table of its own. Every table has its say: what one accepts another may still reject. So what is forwarded is accepted in
 * libvirt's table too, in a chain of ours there, which is jumped to before libvirt's own rules (libvirt's
 * src/network/network_nftables.c: `ip libvirt_network`, chain `guest_input`; of chains and rules that it did not write it takes no
 * notice). Rules that libvirt adds later, when a network starts, it puts first, so that our place is looked at again.
 */
const table = 'ip libvirt_network';
const libvirts = 'guest_input';
const ours = 'limen';

const run = promisify(execFile);

const listing = z.object({
  nftables: z.array(
    z.object({
      chain: z.object({ name: z.string() }).optional(),
      rule: z
        .object({
          chain: z.string(),
          handle: z.int(),
          expr: z.array(z.object({ jump: z.object({ target: z.string() }).optional() })),
        })
        .optional(),
    }),
  ),
});
export type LibvirtTable = {
  /** Whether what comes in to networks has a chain there, as libvirt makes it. */
  isKnown: boolean;
  /** Ours is there. */
  hasOurs: boolean;
  /** Rules that jump to ours, by their handles. */
  jumps: readonly number[];
  /** Nothing of libvirt's is before it. */
  isFirst: boolean;
};

/** What `nft -j list table` says. Pure. */
export const readLibvirtTable = (json: string): LibvirtTable => {
  const { nftables } = listing.parse(JSON.parse(json));
  const chains = new Set(nftables.flatMap(({ chain }) => chain?.name ?? []));
  const rules = nftables.flatMap(({ rule }) => (rule?.chain === libvirts ? [rule] : []));
  const isJump = (rule: (typeof rules)[number]): boolean =>
    rule.expr.some(({ jump }) => jump?.target === ours);
  return {
    isKnown: chains.has(libvirts),
    hasOurs: chains.has(ours),
    jumps: rules.filter(isJump).map(({ handle }) => handle),
    isFirst: rules[0] !== undefined && isJump(rules[0]),
  };
};

/** What is to be told `nft -f`, in one step, so that these come in through libvirt's table, and no others by us. Pure. */
export const libvirtTableRules = (there: LibvirtTable, forwards: readonly ForwardRule[]): string => {
  const accepts = forwards.map(
    ({ address, protocol, guestPort }) =>
      `add rule ${table} ${ours} ct status dnat ip daddr ${address} ${protocol} dport ${guestPort} counter accept`,
  );
  const unhooked = there.jumps.map((handle) => `delete rule ${table} ${libvirts} handle ${handle}`);
  if (accepts.length === 0) {
    return [
      ...unhooked,
      ...(there.hasOurs ? [`flush chain ${table} ${ours}`, `delete chain ${table} ${ours}`] : []),
      '',
    ].join('\n');
  }
  const stays = there.isFirst && there.jumps.length === 1;
  return [
    `add chain ${table} ${ours}`,
    `flush chain ${table} ${ours}`,
    ...new Set(accepts),
    ...(stays ? [] : [...unhooked, `insert rule ${table} ${libvirts} jump ${ours}`]),
    '',
  ].join('\n');
};

/**
 * Has what is forwarded come in through libvirt's own table, where it has one. To be called one at a time.
 *
 * @throws AppError `host.refused` where that table is not of the form that is known
 */
export const openLibvirtTable = async (forwards: readonly ForwardRule[]): Promise<void> => {
  const listed = await run('nft', ['-j', 'list', 'table', ...table.split(' ')]).catch(() => null);
  // libvirt writes iptables' rules, or no network has been started yet
  if (listed === null) return;
  const there = readLibvirtTable(listed.stdout);
  if (!there.isKnown) {
    if (forwards.length === 0) return;
    throw new AppError(
      'host.refused',
      `libvirt’s table ${table} has no chain ${libvirts}: ports cannot lead through it.`,
    );
  }
  const applying = run('nft', ['-f', '-']);
  applying.child.stdin?.end(libvirtTableRules(there, forwards));
  await applying;
};
