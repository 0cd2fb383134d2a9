import { ConnectionLost } from './errors.ts';
import { type Frame, FrameSplitter } from './frames.ts';
import type { Transport } from './transports/transport.ts';

/** How long the last bytes may take to leave before the socket goes with them. */
const FLUSH_PATIENCE_MS = 1000;

/** Who gets what a socket brings. `lost` is called once, and nothing after it. */
export type FrameHandler = {
  /** Bytes came, a whole message or not. */
  readonly alive: () => void;
  readonly frame: (frame: Frame) => void;
  readonly lost: (loss: ConnectionLost) => void;
};

/** RPC messages over an open transport: cuts what comes, writes what goes, tells its end once. */
export class FrameSocket {
  readonly #transport: Transport;
  readonly #handler: FrameHandler;
  readonly #splitter = new FrameSplitter();
  /** Messages that wait for the write before them (only where the transport wants one message per write). */
  readonly #waiting: { bytes: Buffer; done: (error?: Error | null) => void }[] = [];
  #writing = false;
  #ended = false;

  constructor(transport: Transport, handler: FrameHandler) {
    this.#transport = transport;
    this.#handler = handler;
    const { duplex, address } = transport;
    duplex.on('data', (chunk: Buffer) => this.#received(chunk));
    duplex.on('error', (cause: Error) =>
      this.end(new ConnectionLost('cut', `${address}: ${cause.message}`, { cause })),
    );
    duplex.on('close', () =>
      this.end(new ConnectionLost('cut', `${address}: the daemon closed the connection`)),
    );
    duplex.on('end', () =>
      this.end(new ConnectionLost('cut', `${address}: the daemon closed the connection`)),
    );
  }

  /** Resolves when the system took the bytes; rejects with ConnectionLost. The bytes must not change afterwards. */
  send(bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(new ConnectionLost('cut', 'the connection has ended'));
      const done = (error?: Error | null) => {
        if (error) reject(new ConnectionLost('cut', error.message, { cause: error }));
        else resolve();
      };
      if (!this.#transport.messagePerWrite) {
        this.#transport.duplex.write(bytes, done);
        return;
      }
      this.#waiting.push({ bytes, done });
      this.#writeNext();
    });
  }

  /** Stops reading from the socket: the daemon feels it once the buffers between us are full. */
  pause(): void {
    this.#transport.duplex.pause();
  }

  resume(): void {
    this.#transport.duplex.resume();
  }

  /** Ends it here with this loss; the first call wins. Bytes already written are still sent when `flush` is set. */
  end(loss: ConnectionLost, { flush = false } = {}): void {
    if (this.#ended) return;
    this.#ended = true;
    const { duplex } = this.#transport;
    duplex.on('error', () => undefined); // what breaks after the end concerns nobody
    if (flush) {
      const patience = setTimeout(() => duplex.destroy(), FLUSH_PATIENCE_MS); // a daemon that hangs takes no bytes
      duplex.once('close', () => clearTimeout(patience)).end(() => duplex.destroy());
    } else {
      duplex.destroy();
    }
    for (const { done } of this.#waiting.splice(0)) done(loss);
    this.#handler.lost(loss);
  }

  #writeNext(): void {
    if (this.#writing) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#writing = true;
    this.#transport.duplex.write(next.bytes, (error) => {
      this.#writing = false;
      next.done(error);
      if (!this.#ended) this.#writeNext();
    });
  }

  #received(chunk: Buffer): void {
    if (this.#ended) return;
    this.#handler.alive();
    try {
      for (const frame of this.#splitter.push(chunk)) {
        this.#handler.frame(frame);
        if (this.#ended) return;
      }
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      this.end(new ConnectionLost('protocol', `${this.#transport.address}: ${message}`, { cause }));
    }
  }
}
