import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '../lib/app-error.ts';
import { openLibvirtTable } from './libvirt-table.ts';

/**
 * Ports of this computer that lead to machines on networks with address translation, as rules of iptables in chains of our own:
 * libvirt itself has none, and rejects what comes in from outside in a chain of its own, before which ours has to stand
 * (libvirt 9.0: `LIBVIRT_FWI`; where it writes nftables: libvirt-table.ts).
 */

/** One way in, with the address its machine has now. */
export type ForwardRule = {
  protocol: 'tcp' | 'udp';
  hostPort: number;
  address: string;
  guestPort: number;
  /** IPv4 addresses and networks; empty: anybody. */
  sources: readonly string[];
};

const dnat = 'LIMEN_DNAT';
const hairpin = 'LIMEN_HAIRPIN';
const open = 'LIMEN_FORWARD';

/** Where the chains of ours are jumped to from, always first there. */
const jumps: readonly { table: string; chain: string; rule: string }[] = [
  { table: 'nat', chain: 'PREROUTING', rule: `-m addrtype --dst-type LOCAL -j ${dnat}` },
  // from this computer itself; what is sent to 127.0.0.1 does not leave it
  { table: 'nat', chain: 'OUTPUT', rule: `! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j ${dnat}` },
  { table: 'nat', chain: 'POSTROUTING', rule: `-j ${hairpin}` },
  { table: 'filter', chain: 'FORWARD', rule: `-j ${open}` },
];

const run = promisify(execFile);
const lockSeconds = '10';

/** The rules as `iptables-restore --noflush` takes them: our chains are filled anew, in one step each table. Pure. */
export const forwardingRules = (forwards: readonly ForwardRule[]): string => {
  const from = ({ sources }: ForwardRule): string[] =>
    sources.length === 0 ? [''] : sources.map((source) => ` -s ${source}`);
  const to = forwards.flatMap((each) =>
    from(each).map(
      (source) =>
        `-A ${dnat}${source} -p ${each.protocol} -m ${each.protocol} --dport ${each.hostPort} -j DNAT --to-destination ${each.address}:${each.guestPort}`,
    ),
  );
  // a neighbour of the machine who takes the way over the host would be answered directly, and not know by whom
  const subnets = [...new Set(forwards.map(({ address }) => address.replace(/\d+$/, '0/24')))];
  const back = subnets.map(
    (subnet) => `-A ${hairpin} -s ${subnet} -d ${subnet} -m conntrack --ctstate DNAT -j MASQUERADE`,
  );
  const through = forwards.map(
    ({ protocol, address, guestPort }) =>
      `-A ${open} -d ${address} -p ${protocol} -m ${protocol} --dport ${guestPort} -m conntrack --ctstate DNAT -j ACCEPT`,
  );
  return [
    '*nat',
    `:${dnat} - [0:0]`,
    `:${hairpin} - [0:0]`,
    ...to,
    ...back,
    'COMMIT',
    '*filter',
    `:${open} - [0:0]`,
    ...new Set(through),
    'COMMIT',
    '',
  ].join('\n');
};

/**
 * Has these ports lead where they say, and no others. What is so already is left so, but for our place before libvirt's rules. To
 * be called one at a time.
 *
 * @throws AppError `host.refused` where iptables does not take them
 */
export const applyForwards = async (forwards: readonly ForwardRule[]): Promise<void> => {
  // a host on which nobody ever forwarded a port keeps the firewall it has
  if (forwards.length === 0 && !(await hasChains())) return;
  try {
    // first, since it may be refused: nothing leads anywhere then
    await openLibvirtTable(forwards);
    const restoring = run('iptables-restore', ['-w', lockSeconds, '--noflush']);
    restoring.child.stdin?.end(forwardingRules(forwards));
    await restoring;
    for (const jump of jumps) await putFirst(jump);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('host.refused', 'The host’s firewall does not take the forwarded ports.', {
      cause: error,
    });
  }
};

/** Whether chains of ours are there; not where there is no iptables either. */
const hasChains = (): Promise<boolean> =>
  run('iptables', ['-w', lockSeconds, '-t', 'nat', '-S', dnat]).then(
    () => true,
    () => false,
  );

const putFirst = async ({ table, chain, rule }: (typeof jumps)[number]): Promise<void> => {
  const ask = (...words: string[]) => run('iptables', ['-w', lockSeconds, '-t', table, ...words]);
  const rules = (await ask('-S', chain)).stdout.split('\n').filter((each) => each.startsWith('-A '));
  const [place] = rules.flatMap((each, at) => (each === `-A ${chain} ${rule}` ? [at] : []));
  if (place === 0) return;
  if (place !== undefined) await ask('-D', chain, ...rule.split(' '));
  await ask('-I', chain, '1', ...rule.split(' '));
};
