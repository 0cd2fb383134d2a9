import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../auth/policy.ts';
import type { Bus, BusEvents } from '../live/bus.ts';

const compress = promisify(gzip);
/** Replies shorter than a packet gain nothing. */
const compressFromBytes = 1400;
/** What another process changes in the database shows after this long at most. */
const keptMs = 1000;
const mostBytes = 16 * 1024 * 1024;
const mostKeyLength = 512;

type Kept = { body: Buffer; zipped: Buffer | undefined; until: number };

/** Everything that a route marked `live` shows is announced by one of these when it changes. */
const changes = [
  'vm.changed',
  'vm.removed',
  'image.changed',
  'image.removed',
  'host.changed',
  'operation.changed',
  'user.changed',
  'setting.changed',
] as const satisfies (keyof BusEvents)[];

/**
 * Replies of routes marked `live`, as bytes: made once for a person and an address, and good until anything changes.
 * So many open pages and polling programs cost the database nothing while nothing happens, and never see an old state
 * after a change of this process was announced.
 */
export class LiveReplies {
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<Kept>>();
  #bytes = 0;
  /** Of the last change: a reply whose rows were read before it is not kept. */
  #epoch = 0;

  constructor(live: Bus) {
    for (const type of changes) live.on(type, () => this.#forget());
  }

  /** Sends what is known, or what `work` makes, compressed where the caller takes that. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    work: () => Promise<unknown>,
  ): Promise<FastifyReply> {
    const { body, zipped } = await this.#find(request.url, actor, work);
    void reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
    if (zipped === undefined || !takesGzip(request)) return reply.send(body);
    return reply.header('content-encoding', 'gzip').send(zipped);
  }

  /** Whoever asks the same while it is being made waits for it, instead of reading the same rows beside it. */
  #find(url: string, actor: Actor, work: () => Promise<unknown>): Kept | Promise<Kept> {
    // everything that a handler of such a route sees of the person
    const key = `${actor.userId} ${actor.role} ${actor.approval} ${actor.token?.scope ?? ''} ${url}`;
    const known = this.#kept.get(key);
    if (known && known.until > performance.now()) return known;
    const underWay = this.#making.get(key);
    if (underWay) return underWay;
    const making = this.#make(key, work).finally(() => {
      if (this.#making.get(key) === making) this.#making.delete(key);
    });
    this.#making.set(key, making);
    return making;
  }

  async #make(key: string, work: () => Promise<unknown>): Promise<Kept> {
    const epoch = this.#epoch;
    const body = Buffer.from(JSON.stringify(await work()));
    const zipped = body.length < compressFromBytes ? undefined : await compress(body, { level: 4 });
    const made = { body, zipped, until: performance.now() + keptMs };
    if (epoch === this.#epoch && key.length <= mostKeyLength) this.#keep(key, made);
    return made;
  }

  #keep(key: string, made: Kept): void {
    this.#bytes += made.body.length - (this.#kept.get(key)?.body.length ?? 0);
    if (this.#bytes > mostBytes) {
      this.#kept.clear();
      this.#bytes = 0;
      if (made.body.length > mostBytes) return;
      this.#bytes = made.body.length;
    }
    this.#kept.set(key, made);
  }

  #forget(): void {
    this.#epoch += 1;
    this.#kept.clear();
    this.#making.clear();
    this.#bytes = 0;
  }
}

/** RFC 9110 §12.5.3, as far as browsers and programs use it: named, and not weighed with nothing. */
const takesGzip = (request: FastifyRequest): boolean => {
  const accepted = request.headers['accept-encoding'];
  return typeof accepted === 'string' && /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
};
