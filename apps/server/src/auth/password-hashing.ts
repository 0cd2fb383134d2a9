import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../lib/app-error.ts';

/** OWASP's argon2id minimum: 19 MiB, two passes, one lane: 8.5 ms here alone. */
// 2 is Argon2id: the package's const enum cannot be imported without a build
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Two at once leave two of libuv's four threads to files; 64 waiting are under a second. */
const atOnce = 2;
const mayWait = 64;

/**
 * Password hashing through a bounded queue: a flood of logins is turned away and stalls nobody else
 * (200 hashes queued without a bound made a file lookup wait 2.1 s, measured).
 */
export class PasswordHashing {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  /** Of a password that nobody has. */
  readonly #nobodys = hash(randomBytes(16).toString('base64url'), cost);

  /** @throws AppError `auth.busy` where too many wait */
  hash(password: string): Promise<string> {
    return this.#queued(() => hash(password, cost));
  }

  /** @throws AppError `auth.busy` where too many wait */
  verify(hashed: string, password: string): Promise<boolean> {
    return this.#queued(() => verify(hashed, password));
  }

  /** As `verify`; where there is no hash it takes as long and is false. @throws AppError `auth.busy` */
  async verifyOrPretend(hashed: string | undefined, password: string): Promise<boolean> {
    const right = await this.verify(hashed ?? (await this.#nobodys), password);
    return right && hashed !== undefined;
  }

  async #queued<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= mayWait) {
        throw new AppError('auth.busy', 'Too many people sign in right now.', { retryAfterSeconds: 2 });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      // the place goes straight to the next one, so that nobody slips in between
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/**
 * A password hashed before a transaction begins, in the shape that better-auth asks for within it: a transaction that
 * waited for the queue would keep a database connection from everybody else.
 *
 * @throws AppError `auth.busy`
 */
export const hashedBefore = async (
  deps: { hashing: PasswordHashing },
  password: string,
): Promise<Pick<PasswordHashing, 'hash' | 'verify'>> => {
  const hashed = await deps.hashing.hash(password);
  return { hash: async () => hashed, verify: (hash, given) => deps.hashing.verify(hash, given) };
};
