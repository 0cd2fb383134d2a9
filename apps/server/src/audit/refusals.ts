import type { ErrorCode } from '@limen/contract/error-codes';
import type { Logger } from 'pino';
import type { Asked } from '../auth/asked.ts';
import type { Database } from '../db/database.ts';
import { type AuditEntry, recordAudit } from './record-audit.ts';

/** An attempt that came to nothing, by somebody who is known. */
export type Refusal = {
  asked: Asked;
  action: string;
  object: { type: string; id: string | null };
  result: 'refused' | 'failed';
  code: ErrorCode;
};

/** Refusals of the same are one line within this time. */
const windowMs = 10_000;
/** Different refusals of one person in that time that are written one by one; what comes beyond is one line together. */
const mostKinds = 30;
/** People at once. Only who has an account comes here, so that this is large. */
const mostPeople = 1000;

type Kind = { last: Refusal; times: number };
type Person = { kinds: Map<string, Kind>; beyond: Kind | null; timer: NodeJS.Timeout };

/**
 * Writes refused attempts into the audit log, so that nobody can fill the disk with them:
 *
 *     the first of a kind: a line at once ──same again within 10 s──▶ counted ──10 s after the person's first──▶ one line
 *     more than 30 kinds of one person in that time ──▶ counted ──▶ one line for all of them, without an object
 *
 * A counted line says in `after` how many attempts it stands for: each attempt is in exactly one line's count. What was
 * counted when a server is killed is lost; a close writes it.
 */
export class Refusals {
  readonly #deps: { db: Database; log: Logger };
  readonly #people = new Map<string, Person>();

  constructor(deps: { db: Database; log: Logger }) {
    this.#deps = deps;
  }

  /** Never fails: the caller hears of the refusal either way. */
  async add(refusal: Refusal): Promise<void> {
    const { userId } = refusal.asked.actor;
    const person = this.#people.get(userId) ?? this.#begin(userId);
    const { asked, action, object, code } = refusal;
    const key = JSON.stringify([
      action,
      object.id,
      code,
      asked.actor.sessionId,
      asked.actor.token?.id ?? null,
    ]);
    const known = person.kinds.get(key);
    if (known) {
      known.times += 1;
      known.last = refusal;
    } else if (person.kinds.size < mostKinds) {
      person.kinds.set(key, { last: refusal, times: 0 });
      await this.#write(refusal, {});
    } else {
      person.beyond = { last: refusal, times: (person.beyond?.times ?? 0) + 1 };
    }
  }

  /** Writes what was counted, of everybody. */
  async flush(): Promise<void> {
    await Promise.all(Array.from(this.#people.keys(), (userId) => this.#end(userId)));
  }

  #begin(userId: string): Person {
    const oldest = this.#people.keys().next();
    if (this.#people.size >= mostPeople && oldest.done !== true) void this.#end(oldest.value);
    const timer = setTimeout(() => void this.#end(userId), windowMs);
    timer.unref();
    const person: Person = { kinds: new Map(), beyond: null, timer };
    this.#people.set(userId, person);
    return person;
  }

  async #end(userId: string): Promise<void> {
    const person = this.#people.get(userId);
    if (!person) return;
    this.#people.delete(userId);
    clearTimeout(person.timer);
    for (const { last, times } of person.kinds.values()) {
      if (times > 0) await this.#write(last, { after: { times } });
    }
    if (person.beyond) {
      const { last, times } = person.beyond;
      const object = { type: last.object.type, id: null };
      await this.#write({ ...last, object }, { after: { times, different: true } });
    }
  }

  async #write(refusal: Refusal, more: Pick<AuditEntry, 'after'>): Promise<void> {
    const { asked, ...entry } = refusal;
    try {
      await recordAudit(this.#deps.db, asked, { ...entry, ...more });
    } catch (error) {
      const { action, code } = entry;
      this.#deps.log.error({ err: error, action, code }, 'a refusal was not recorded');
    }
  }
}
