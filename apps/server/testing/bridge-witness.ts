import { execFileSync } from 'node:child_process';
import { z } from 'zod';

const table = 'bridge witness';
const listing = z.object({
  nftables: z.array(
    z.object({
      rule: z
        .object({
          comment: z.string().optional(),
          expr: z.array(z.object({ counter: z.object({ packets: z.int() }).optional() })),
        })
        .optional(),
    }),
  ),
});

/**
 * Somebody on the host who counts what has passed the guards of cards and is on a bridge, whether it is answered or not. libvirt’s
 * filters of frames are before it (ebtables’ `nat` PREROUTING, -300).
 *
 * @param frames what is counted, as nft matches it, by names without spaces
 * @returns how many of each were seen
 */
export const watchBridges = (frames: Readonly<Record<string, string>>): (() => Record<string, number>) => {
  const lines = [
    `add table ${table}`,
    `delete table ${table}`,
    `add table ${table}`,
    `add chain ${table} seen { type filter hook prerouting priority 0; }`,
    ...Object.entries(frames).map(
      ([name, what]) => `add rule ${table} seen ${what} counter comment "${name}"`,
    ),
  ];
  execFileSync('nft', ['-f', '-'], { input: `${lines.join('\n')}\n` });
  return () => {
    const said = execFileSync('nft', ['-j', 'list', 'table', ...table.split(' ')], { encoding: 'utf8' });
    return Object.fromEntries(
      listing.parse(JSON.parse(said)).nftables.flatMap(({ rule }): [string, number][] => {
        const counted = rule?.expr.find(({ counter }) => counter)?.counter;
        return rule?.comment !== undefined && counted ? [[rule.comment, counted.packets]] : [];
      }),
    );
  };
};
