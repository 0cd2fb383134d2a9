import type { IncomingHttpHeaders } from 'node:http';
import type { Bus } from '../live/bus.ts';
import { prolongSession } from './actor.rows.ts';
import { type ActorSources, loadActor } from './load-actor.ts';
import type { Actor } from './policy.ts';

/** What another process changes in the database without a word counts after this long at most. */
const keptMs = 2000;
const mostKept = 10_000;
/** A session cookie has 100 bytes, an access token 600; whoever sends more is not worth remembering. */
const mostKeyBytes = 4096;

/**
 * Who is behind a request. The answer is kept for two seconds, so that a page's burst of requests costs one query and one
 * signature (bench/reads.ts), and forgotten at once where anybody's rights change or a session ends (announce-access.ts).
 */
export class Actors {
  readonly #sources: ActorSources;
  /** Those who came with a session that their use prolongs. */
  readonly #prolong = new WeakSet<Actor>();
  #known = new Map<string, { actor: Actor; until: number }>();
  /** Of the last forgetting: an answer that was on its way then is not kept. */
  #epoch = 0;

  constructor(sources: ActorSources, live: Bus) {
    this.#sources = sources;
    live.on('access.ended', () => this.#forget());
    live.on('user.changed', () => this.#forget());
    live.on('access.unknown', () => this.#forget());
  }

  /** @returns null: not signed in, expired, or banned; or it is not clear who */
  async of(headers: IncomingHttpHeaders): Promise<Actor | null> {
    const { cookie, authorization } = headers;
    // what brings both is known to be nobody: it is never kept
    const key = authorization === undefined ? cookie : cookie === undefined ? ` ${authorization}` : undefined;
    if (key === undefined) return authorization === undefined ? null : this.#load(headers, undefined);
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.actor;
    return this.#load(headers, key);
  }

  /**
   * Prolongs the session that the actor came with, where that is due: for a reply that brings the new cookie to the browser,
   * and for no other.
   *
   * @returns the `Set-Cookie` headers; mostly none
   */
  async prolong(actor: Actor): Promise<string[]> {
    if (!this.#prolong.delete(actor) || actor.sessionId === null) return [];
    const { auth, db } = this.#sources;
    const prolonged = await prolongSession(db, actor.sessionId);
    if (!prolonged) return [];
    const { headers } = await auth.api.renewCookie({ returnHeaders: true, body: prolonged });
    return headers.getSetCookie();
  }

  async #load(headers: IncomingHttpHeaders, key: string | undefined): Promise<Actor | null> {
    const epoch = this.#epoch;
    const loaded = await loadActor(this.#sources, headers);
    if (loaded?.prolong === true) this.#prolong.add(loaded.actor);
    if (key === undefined) return loaded?.actor ?? null;
    if (loaded && epoch === this.#epoch && key.length <= mostKeyBytes) {
      if (this.#known.size >= mostKept) this.#known.clear();
      const left = Math.min(keptMs, loaded.expiresAt.getTime() - Date.now());
      this.#known.set(key, { actor: loaded.actor, until: performance.now() + left });
    } else {
      this.#known.delete(key);
    }
    return loaded?.actor ?? null;
  }

  #forget(): void {
    this.#epoch += 1;
    this.#known.clear();
  }
}
