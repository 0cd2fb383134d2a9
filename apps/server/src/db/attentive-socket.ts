import { Socket } from 'node:net';

/**
 * A socket to the database that ends when what was written to it finds no answer for so long. A database that hangs fails
 * its callers by name then, and a connection that was cut is never used again: `query_timeout` of pg only gives up the
 * statement, and leaves the connection to the next caller with a transaction that is still open.
 *
 * Over TLS the bytes go past it, and nothing is watched.
 */
export class AttentiveSocket extends Socket {
  readonly #silenceMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(silenceMs: number) {
    super();
    this.#silenceMs = silenceMs;
    const heard = (): void => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
    this.on('data', heard);
    this.on('close', heard);
  }

  // not write(): connect() puts Socket's own in the place of whatever is there
  override _write(...given: Parameters<Socket['_write']>): void {
    this.#await();
    // oxlint-disable-next-line no-underscore-dangle -- Node's own name of it
    super._write(...given);
  }

  override _writev(...given: Parameters<NonNullable<Socket['_writev']>>): void {
    this.#await();
    // oxlint-disable-next-line no-underscore-dangle -- Node's own name of it
    super._writev?.(...given);
  }

  #await(): void {
    this.#timer ??= setTimeout(() => this.#check(), this.#silenceMs);
  }

  /** After the event loop has read what may have waited while it was busy itself. */
  #check(): void {
    const timer = this.#timer;
    setImmediate(() => {
      if (timer === this.#timer) this.destroy(new Error('Connection terminated: the database says nothing'));
    });
  }
}
