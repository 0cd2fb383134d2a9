import { isIPv6 } from 'node:net';

/** How many failures are free, and how long the pauses after the next ones become: 1 s, 2 s, 4 s … */
type Rule = { free: number; mostSeconds: number };
/** One address at one account. */
const pairRule: Rule = { free: 5, mostSeconds: 300 };
/** One address at whatever accounts: a whole class behind one router mistypes at nine o'clock. */
const addressRule: Rule = { free: 50, mostSeconds: 300 };
/** One account from wherever: only those feel it who have never signed in to it. */
const accountRule: Rule = { free: 20, mostSeconds: 60 };
/** Somebody who has signed in to the account before, on this device or from this address. */
const ownRule: Rule = { free: 10, mostSeconds: 60 };

/** Failures are forgotten after this long without another. */
const forgetMs = 15 * 60 * 1000;
const mostBuckets = 50_000;
const mostKnown = 20_000;
export const mostRemembered = mostBuckets + mostKnown;

type Bucket = { failures: number; underWay: number; waitUntil: number; touchedAt: number };

/** An attempt that was let through; exactly one of these ends it. */
export type Attempt = { succeeded: () => void; failed: () => void; undone: () => void };

/**
 * Slows guessing of passwords down, before anything is hashed, without letting a stranger lock somebody out: whoever has
 * signed in to an account before, on this device or from this address, counts by themselves, and whatever others do at
 * the account or from the same address does not concern them. Bounded memory, of this process; a restart forgets it.
 *
 * An attempt under way counts as a failure that may still come, so that many at once are no way around it.
 */
export class SignInThrottle {
  readonly #now: () => number;
  #buckets = new Map<string, Bucket>();
  /** Addresses that an account was signed in to from, the latest last. */
  #known = new Map<string, true>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * @param asked deviceId: of a device that has signed in to this account before, else null
   * @returns the attempt, or after how many seconds it may be tried again
   */
  begin(asked: { userName: string; address: string; deviceId: string | null }): Attempt | number {
    const { userName, deviceId } = asked;
    const network = networkOf(asked.address);
    const pair = `${userName}\n${network}`;
    const rules: [string, Rule][] =
      deviceId !== null
        ? [[`device\n${userName}\n${deviceId}`, ownRule]]
        : this.#known.has(pair)
          ? [[`known\n${pair}`, ownRule]]
          : [
              [`pair\n${pair}`, pairRule],
              [`address\n${network}`, addressRule],
              [`account\n${userName}`, accountRule],
            ];
    const now = this.#now();
    const buckets = rules.map(([key, rule]) => ({ bucket: this.#bucket(key, now), rule }));
    const wait = Math.max(...buckets.map(({ bucket, rule }) => waitMs(bucket, rule, now)));
    if (wait > 0) return Math.ceil(wait / 1000);
    for (const { bucket } of buckets) bucket.underWay += 1;
    const end = (what: (bucket: Bucket, rule: Rule) => void): void => {
      for (const { bucket, rule } of buckets) {
        bucket.underWay -= 1;
        what(bucket, rule);
      }
    };
    return {
      undone: () => end(() => undefined),
      failed: () =>
        end((bucket, rule) => {
          bucket.failures += 1;
          bucket.waitUntil = this.#now() + pauseMs(bucket.failures, rule);
        }),
      succeeded: () => {
        // the address may still guess at others: what it has failed there stays
        end((bucket, rule) => {
          if (rule !== addressRule) bucket.failures = 0;
        });
        this.#remember(pair);
      },
    };
  }

  /** How many names, addresses and devices it remembers anything of: what its memory is in proportion to. */
  get remembered(): number {
    return this.#buckets.size + this.#known.size;
  }

  #bucket(key: string, now: number): Bucket {
    const known = this.#buckets.get(key);
    // the latest last, so that the first is the one to forget
    this.#buckets.delete(key);
    const bucket =
      known && (known.underWay > 0 || now - known.touchedAt < forgetMs)
        ? known
        : { failures: 0, underWay: 0, waitUntil: 0, touchedAt: now };
    bucket.touchedAt = now;
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > mostBuckets) forgetOldest(this.#buckets);
    return bucket;
  }

  #remember(pair: string): void {
    this.#known.delete(pair);
    this.#known.set(pair, true);
    if (this.#known.size > mostKnown) forgetOldest(this.#known);
  }
}

/** A tenth at a time: a map that loses its first entry again and again looks past all it has lost each time. */
const forgetOldest = (map: Map<string, unknown>): void => {
  let left = map.size / 10;
  for (const key of map.keys()) {
    if (left <= 0) return;
    map.delete(key);
    left -= 1;
  }
};

const pauseMs = (failures: number, { free, mostSeconds }: Rule): number =>
  failures < free ? 0 : Math.min(2 ** (failures - free), mostSeconds) * 1000;

const waitMs = (bucket: Bucket, rule: Rule, now: number): number => {
  if (bucket.waitUntil > now) return bucket.waitUntil - now;
  // past the free ones only one at a time is under way
  return bucket.underWay > 0 && bucket.failures + bucket.underWay >= rule.free ? 1000 : 0;
};

/** What one person has of addresses: one of IPv4, 2^64 of IPv6. */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};
