import type { IncomingHttpHeaders } from 'node:http';
import type { Bus } from '../live/bus.ts';
import type { Auth } from './auth.ts';
import { loadActor } from './load-actor.ts';
import type { Actor } from './policy.ts';

/** What another process changes in the database counts after this long at most. */
const keptMs = 2000;
const mostKept = 10_000;
/** A session cookie has 100 bytes; whoever sends more is not worth remembering. */
const mostCookieBytes = 4096;

/**
 * Who is behind a request. The answer is kept for two seconds, so that a page's burst of requests costs one query and one
 * signature (bench/reads.ts), and forgotten at once where this process changes somebody's rights or ends a session.
 */
export class Actors {
  readonly #auth: Auth;
  #known = new Map<string, { actor: Actor; until: number }>();
  /** Of the last forgetting: an answer that was on its way then is not kept. */
  #epoch = 0;

  constructor(auth: Auth, live: Bus) {
    this.#auth = auth;
    live.on('access.ended', () => this.#forget());
    live.on('user.changed', () => this.#forget());
    live.on('access.unknown', () => this.#forget());
  }

  /** @returns null: not signed in, expired, or banned */
  async of(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const { cookie } = headers;
    if (cookie === undefined) return null;
    const known = this.#known.get(cookie);
    if (known && known.until > performance.now()) return known.actor;
    const epoch = this.#epoch;
    const actor = await loadActor(this.#auth, headers);
    if (actor && epoch === this.#epoch && cookie.length <= mostCookieBytes) {
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(cookie, { actor, until: performance.now() + keptMs });
    } else {
      this.#known.delete(cookie);
    }
    return actor;
  }

  #forget(): void {
    this.#epoch += 1;
    this.#known.clear();
  }
}
