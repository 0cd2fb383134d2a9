/** How often to ask a silent daemon, and how many unanswered questions mean that it is gone. */
export type KeepaliveOptions = { readonly intervalMs: number; readonly count: number };

/**
 * Notices a daemon that no longer answers. Every interval without a byte a ping goes out; after `count` pings in
 * a row without a sign of life it is dead: `intervalMs * (count + 1)` in all. Intervals are chained, not computed from
 * the clock, so that a process that was stopped for a while does not take its own sleep for the daemon's death.
 */
export class Keepalive {
  readonly #options: KeepaliveOptions;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #timer: NodeJS.Timeout | undefined;
  #unanswered = 0;
  #heard = false;

  constructor(options: KeepaliveOptions, { ping, dead }: { ping: () => void; dead: () => void }) {
    this.#options = options;
    this.#ping = ping;
    this.#dead = dead;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), this.#options.intervalMs).unref();
  }

  /** Any byte from the daemon is a sign of life: a long reply over a slow line holds up the answer to a ping. */
  heard(): void {
    this.#heard = true;
    this.#unanswered = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (this.#heard) {
      this.#heard = false;
      return;
    }
    if (this.#unanswered >= this.#options.count) {
      this.stop();
      this.#dead();
      return;
    }
    this.#unanswered += 1;
    this.#ping();
  }
}
