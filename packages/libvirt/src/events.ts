/**
 * What a subscription yields. `overflow` stands where events were dropped because the reader was too slow: whatever
 * was known from events is stale then, so list again.
 */
export type EventItem<Message> =
  | { readonly type: 'event'; readonly message: Message }
  | { readonly type: 'overflow'; readonly dropped: number };

/**
 * Events of one kind, for one reader: `for await (const item of subscription)`.
 *
 * Register, then list: await `ready`, then read the present state, then iterate. Events that came in between wait in
 * the queue, so nothing is missed. The queue holds `limit` items; when it is full all of it is dropped and one
 * `overflow` item takes its place. After the connection's loss the queue is drained, then the iteration throws
 * ConnectionLost. `close()`, leaving the loop, or the signal end it quietly.
 */
export class EventSubscription<Message> implements AsyncIterable<EventItem<Message>>, AsyncDisposable {
  /** Resolves when libvirtd sends these events from now on; rejects as the registration's call does. */
  readonly ready: Promise<void>;
  readonly #limit: number;
  readonly #stop: () => Promise<void>;
  #items: EventItem<Message>[] = [];
  #waiter: PromiseWithResolvers<void> | undefined;
  #error: unknown;
  #done = false;

  constructor(options: { ready: Promise<void>; limit: number; stop: () => Promise<void> }) {
    this.ready = options.ready;
    this.#limit = options.limit;
    this.#stop = options.stop;
    this.ready.catch((error: unknown) => this.fail(error));
  }

  /** For the connection: one more event. */
  push(message: Message): void {
    if (this.#done) return;
    if (this.#items.length >= this.#limit) this.overflow(1);
    else this.#add({ type: 'event', message });
  }

  /** For the connection: `lost` events beyond those queued are gone. */
  overflow(lost: number): void {
    if (this.#done) return;
    const dropped = this.#items.reduce(
      (sum, item) => sum + (item.type === 'overflow' ? item.dropped : 1),
      lost,
    );
    this.#items = [];
    this.#add({ type: 'overflow', dropped });
  }

  /** For the connection: no more will come, and why. */
  fail(error: unknown): void {
    if (this.#done) return;
    this.#done = true;
    this.#error = error;
    this.#wake();
  }

  /** Ends the iteration and deregisters. Resolves when libvirtd confirmed or the connection has ended. */
  async close(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    this.#items = [];
    this.#wake();
    await this.#stop();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventItem<Message>, void, void> {
    try {
      for (;;) {
        const item = this.#items.shift();
        if (item !== undefined) {
          yield item;
          continue;
        }
        if (this.#done) break;
        this.#waiter ??= Promise.withResolvers();
        await this.#waiter.promise;
      }
      if (this.#error !== undefined) throw this.#error;
    } finally {
      await this.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #add(item: EventItem<Message>): void {
    this.#items.push(item);
    this.#wake();
  }

  #wake(): void {
    this.#waiter?.resolve();
    this.#waiter = undefined;
  }
}
