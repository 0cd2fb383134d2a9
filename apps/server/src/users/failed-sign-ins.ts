import type { Logger } from 'pino';
import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Database } from '../db/database.ts';
import type { UserRow } from './user.rows.ts';

const foldMs = 60_000;
/** Accounts and addresses that are being counted; beyond that a line is written for each of them at once. */
const mostCounted = 10_000;

type Counted = { request: Request; user: UserRow; more: number; timer: NodeJS.Timeout };

/**
 * Failed sign-ins in the audit log: a line for the first at an account from an address, and one a minute for however many
 * more there were. Never in the way of the answer, which must not tell by its time whether there is such an account.
 */
export class FailedSignIns {
  readonly #given: { db: Database; log: Logger };
  #counted = new Map<string, Counted>();
  #writing = new Set<Promise<void>>();

  constructor(given: { db: Database; log: Logger }) {
    this.#given = given;
  }

  note(request: Request, user: UserRow): void {
    const key = `${user.id} ${request.address}`;
    const counted = this.#counted.get(key);
    if (counted) {
      counted.more += 1;
      counted.request = request;
      return;
    }
    if (this.#counted.size < mostCounted) {
      const timer = setTimeout(() => this.#fold(key), foldMs).unref();
      this.#counted.set(key, { request, user, more: 0, timer });
    }
    this.#write(request, user, 1);
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    for (const key of this.#counted.keys()) {
      clearTimeout(this.#counted.get(key)?.timer);
      this.#fold(key);
      clearTimeout(this.#counted.get(key)?.timer);
    }
    await Promise.all(this.#writing);
  }

  #fold(key: string): void {
    const counted = this.#counted.get(key);
    if (!counted) return;
    if (counted.more === 0) {
      this.#counted.delete(key);
      return;
    }
    this.#write(counted.request, counted.user, counted.more);
    counted.more = 0;
    counted.timer = setTimeout(() => this.#fold(key), foldMs).unref();
  }

  #write({ requestId, address }: Request, user: UserRow, attempts: number): void {
    const line = recordAudit(
      this.#given.db,
      // who it was is not known: only at whose account it was tried
      { requestId, address, via: 'anonymous' },
      {
        action: 'session.begin',
        object: { type: 'user', id: user.id, name: user.username, ownerId: user.id },
        after: { by: 'password', attempts },
        result: 'refused',
        code: 'auth.failed',
      },
    ).catch((error: unknown) => this.#given.log.error({ err: error }, 'a failed sign-in was not recorded'));
    const kept = line.finally(() => this.#writing.delete(kept));
    this.#writing.add(kept);
  }
}
