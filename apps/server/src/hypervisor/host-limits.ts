import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { interfaceNames, tapsByMac, tapsOf } from './taps-by-mac.ts';

/**
 * How much may go over a card, by the kernel's own queues at its end on the host. What goes to the guest leaves the host there, and
 * waits in a token bucket (tc-tbf). What comes from it arrives there, where nothing can wait: so it is led through an interface of
 * its own (ifb), and waits where it leaves that.
 *
 * libvirt's own `<bandwidth>` is not used: it needs two more parts of the kernel (sch_sfq, act_police) that are not everywhere, lets
 * what comes from the guest be dropped where it could wait, and would have to be told apart from what somebody else has set. Where a
 * machine starts, the end of its card is new, and what was told of the one before is forgotten: it is told again at once.
 */

/** In bits a second as they are on the wire; null: no limit. */
export type LimitedCard = {
  mac: string;
  toGuestBitsPerSecond: number | null;
  fromGuestBitsPerSecond: number | null;
};

/** By this a queue is known to be ours: "LM". */
const handle = '4c4d:';
const detour = /^limen-[0-9a-f]{6}-i$/;
/** Interfaces of ours bear the name of the card's end: 15 characters at most (IFNAMSIZ). */
const detourOf = (tap: string): string => `${tap.slice(0, 13)}-i`;

/** What waits longer than so is dropped. */
const patience = '100ms';
/** As much as may go at once: so much of a second, and never less than one packet of a guest that leaves cutting to its card. */
const burstSeconds = 0.02;
const leastBurstBytes = 65_536 + 4096;
const bucket = (bits: number): string[] => {
  const burst = Math.max(leastBurstBytes, Math.ceil((bits / 8) * burstSeconds));
  return ['tbf', 'rate', `${bits}bit`, 'burst', String(burst), 'latency', patience];
};

/** What the kernel has of ours. */
export type LimitsThere = {
  names: ReadonlySet<string>;
  /** Bytes a second, by interface: of queues of ours. */
  rates: ReadonlyMap<string, number>;
  /** Where what comes in at an interface is led to, `*`: to one that is gone; null: it has a place for it, and is led nowhere. */
  led: ReadonlyMap<string, string | null>;
};

export type Command = readonly [program: 'ip' | 'tc', ...words: string[]];

/**
 * What has to be done so that these cards are limited, and no others. Nothing that is not ours is touched.
 *
 * @param cards each with the names of its ends on the host
 */
export const limitingCommands = (
  cards: readonly (LimitedCard & { taps: readonly string[] })[],
  { names, rates, led }: LimitsThere,
): Command[] => {
  const to = new Map<string, number>();
  const from = new Map<string, number>();
  for (const { taps, toGuestBitsPerSecond, fromGuestBitsPerSecond } of cards) {
    for (const tap of taps.filter((name) => names.has(name))) {
      if (toGuestBitsPerSecond !== null) to.set(tap, toGuestBitsPerSecond);
      if (fromGuestBitsPerSecond !== null) from.set(tap, fromGuestBitsPerSecond);
    }
  }
  const detours = new Map([...from].map(([tap, bits]) => [detourOf(tap), bits]));
  const isOther = (name: string, bits: number): boolean => rates.get(name) !== Math.floor(bits / 8);
  const queue = (name: string, bits: number): Command => [
    ...(['tc', 'qdisc', 'replace', 'dev', name, 'root', 'handle', handle] as const),
    ...bucket(bits),
  ];
  return [
    ...[...led]
      .filter(([tap, where]) => !from.has(tap) && where === detourOf(tap))
      .map(([tap]): Command => ['tc', 'qdisc', 'del', 'dev', tap, 'ingress']),
    ...[...names]
      .filter((name) => detour.test(name) && !detours.has(name))
      .map((name): Command => ['ip', 'link', 'del', name]),
    ...[...rates.keys()]
      .filter((name) => !detour.test(name) && !to.has(name))
      .map((name): Command => ['tc', 'qdisc', 'del', 'dev', name, 'root']),
    ...[...to].filter(([tap, bits]) => isOther(tap, bits)).map(([tap, bits]) => queue(tap, bits)),
    ...[...from].flatMap(([tap, bits]): Command[] => {
      const way = detourOf(tap);
      const where = led.get(tap);
      const slows: Command[] = isOther(way, bits) ? [['ip', 'link', 'set', way, 'up'], queue(way, bits)] : [];
      const leads: Command[] = [
        // led to what is gone it would go nowhere
        ...(where === '*' ? [['tc', 'qdisc', 'del', 'dev', tap, 'ingress'] as const] : []),
        ...(where === undefined || where === '*'
          ? [['tc', 'qdisc', 'add', 'dev', tap, 'handle', 'ffff:', 'ingress'] as const]
          : []),
        ledTo(tap, way),
      ];
      return [
        ...(names.has(way) ? [] : [['ip', 'link', 'add', way, 'type', 'ifb'] as const]),
        ...slows,
        ...(where === way ? [] : leads),
      ];
    }),
  ];
};

const everything = 'protocol all prio 1 u32 match u32 0 0'.split(' ');
const ledTo = (tap: string, way: string): Command => [
  ...(['tc', 'filter', 'add', 'dev', tap, 'parent', 'ffff:'] as const),
  ...everything,
  ...'action mirred egress redirect dev'.split(' '),
  way,
];

const run = promisify(execFile);

const qdiscs = z.array(
  z.object({
    kind: z.string(),
    dev: z.string(),
    handle: z.string(),
    options: z.object({ rate: z.number().optional() }).optional(),
  }),
);
const filters = z.array(
  z.object({
    options: z
      .object({
        actions: z.array(z.object({ kind: z.string(), to_dev: z.string().optional() })).optional(),
      })
      .optional(),
  }),
);
/** A host without `tc` has no queue of ours. */
const said = async (...words: string[]): Promise<unknown> => {
  try {
    return JSON.parse((await run('tc', ['-j', ...words])).stdout || '[]');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

const readLimits = async (): Promise<LimitsThere> => {
  const names = new Set(await interfaceNames());
  const all = qdiscs.parse(await said('qdisc', 'show'));
  const led = new Map<string, string | null>();
  for (const { dev } of all.filter(({ kind }) => kind === 'ingress')) {
    const found = filters.parse(await said('filter', 'show', 'dev', dev, 'ingress'));
    const actions = found.flatMap(({ options }) => options?.actions ?? []);
    led.set(dev, actions.find(({ kind }) => kind === 'mirred')?.to_dev ?? null);
  }
  const ours = all.filter((qdisc) => qdisc.kind === 'tbf' && qdisc.handle === handle);
  return { names, rates: new Map(ours.map(({ dev, options }) => [dev, options?.rate ?? 0])), led };
};

/** What has to be done so that these cards, of all that there are, are limited: nothing where they are. */
export const lookAtLimits = async (cards: readonly LimitedCard[]): Promise<Command[]> => {
  const now = await tapsByMac();
  const named = cards.map((card) => ({ ...card, taps: tapsOf(card.mac, now) }));
  return limitingCommands(named, await readLimits());
};

const mostTries = 3;

/**
 * Has these cards be limited, and no others, and looks whether they are. Ends of cards come and go meanwhile: then it is looked
 * again. To be called one at a time.
 *
 * @throws AppError `host.refused` where the kernel has not what it takes
 */
export const applyLimits = async (cards: readonly LimitedCard[]): Promise<void> => {
  let cause: unknown;
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      const commands = await lookAtLimits(cards);
      if (commands.length === 0) return;
      for (const [program, ...words] of commands) await run(program, words);
    } catch (error) {
      cause = error;
    }
  }
  if ((await lookAtLimits(cards).catch(() => null))?.length === 0) return;
  throw new AppError('host.refused', 'The host’s kernel (tc) does not take the limits.', { cause });
};

/** Interfaces of ours whose card has gone. */
export const leftByCards = async (): Promise<string[]> => {
  const names = await interfaceNames();
  return names.filter((name) => detour.test(name) && !names.includes(name.slice(0, -2)));
};

const probe = 'limen-probe';

/** Whether the kernel has what it takes, by an interface that is nobody's. To be called one at a time. */
export const canLimitHere = async (): Promise<boolean> => {
  const tries: Command[] = [
    ['ip', 'link', 'add', probe, 'type', 'ifb'],
    ['tc', 'qdisc', 'add', 'dev', probe, 'root', ...bucket(8_000_000)],
    ['tc', 'qdisc', 'add', 'dev', probe, 'handle', 'ffff:', 'ingress'],
    ledTo(probe, probe),
  ];
  const takeAway = (): Promise<unknown> => run('ip', ['link', 'del', probe]).catch(() => undefined);
  // of a probe that was killed
  await takeAway();
  try {
    for (const [program, ...words] of tries) await run(program, words);
    return true;
  } catch {
    return false;
  } finally {
    await takeAway();
  }
};
