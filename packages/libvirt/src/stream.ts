import { Duplex } from 'node:stream';
import { callbackify } from 'node:util';
import { ConnectionLost, LibvirtError, ProtocolError } from './errors.ts';
import type { Frame, FrameHeader } from './frames.ts';
import { MessageStatus, MessageType, readVirNetStreamHole, streamChunkMax } from './generated/wire.ts';
import type { StreamDirection } from './procedure.ts';
import { sparseRuns } from './sparse.ts';
import { XdrReader } from './xdr.ts';

/** What a stream needs of the connection it has for itself. */
export type StreamLink = {
  readonly procedure: string;
  readonly direction: StreamDirection;
  /** Sends one stream packet; resolves when the system took it. */
  readonly send: (status: FrameHeader['status'], payload?: Uint8Array) => Promise<void>;
  /** Sends so many zeros as a hole. */
  readonly sendHole: (length: bigint) => Promise<void>;
  /** Whether what is written may be sent as holes. */
  readonly sparse: boolean;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Gives the connection up. */
  readonly close: () => void;
};

/** How long an aborted stream waits for the daemon's word before it simply hangs up. */
const ABORT_PATIENCE_MS = 5000;
/** A hole in a sparse file is read as zeros, in pieces of this size. */
const HOLE_PIECE = 262_144;

/**
 * A libvirt stream as a Node Duplex, on a connection of its own: a reader that stalls would otherwise stop every call
 * (and keepalive) of the connection it shares.
 *
 *   open ── zero-length CONTINUE (EOF) or end() ──▶ finishing ── OK ──▶ done
 *     │  └─ destroy() ──▶ aborting: packets under way are dropped ── OK or ERROR ──▶ done
 *     └─ ERROR ──▶ done, with LibvirtError
 *
 * Reading ends (`end`) only after the daemon confirmed that all went well; writing finishes (`finish`) likewise.
 * Consoles are read streams that can be written too; `end()` on them says nothing, close them with `destroy()`.
 */
export class LibvirtStream<Reply = unknown> extends Duplex {
  readonly #link: StreamLink;
  #state: 'open' | 'finishing' | 'aborting' | 'done' = 'open';
  #confirmed: PromiseWithResolvers<void> = Promise.withResolvers();
  #reply: { value: Reply } | undefined;
  /** What is left of the hole that is being read out as zeros. */
  #hole = 0n;
  /** Zeros written and not sent yet: the next data, or the end, make them a hole. */
  #zeros = 0n;
  /** Frames that came while a hole was being written out; at most what one socket chunk held. */
  readonly #behindHole: Frame[] = [];

  constructor(link: StreamLink) {
    super({ highWaterMark: HOLE_PIECE });
    this.#link = link;
    if (link.direction === 'write') {
      this.push(null);
      this.resume(); // nobody reads it, and without its end there would be no `close` after `finish`
    }
    this.#confirmed.promise.catch(() => undefined);
    // An error may come with the packet that opens the stream, before anyone can listen: it must not end the process.
    // Iteration and pipeline() still throw it, since a destroyed stream remembers its error.
    this.on('error', () => undefined);
  }

  /** What the call that opened it gave back, such as the type of a screenshot. */
  get reply(): Reply {
    if (this.#reply === undefined) throw new ProtocolError(`${this.#link.procedure}: no reply yet`);
    return this.#reply.value;
  }

  /** For the connection: the call's reply. */
  opened(reply: Reply): void {
    this.#reply = { value: reply };
    if (this.#state === 'done') return this.#link.close();
    if (this.#state !== 'open') return;
    if (this.#hole > 0n || this.readableLength >= this.readableHighWaterMark) this.#pause();
  }

  /** For the connection: a stream packet. */
  packet(frame: Frame): void {
    if (this.#state === 'done') return;
    if (this.#state === 'aborting' || this.#state === 'finishing') return this.#afterEnd(frame);
    if (this.#hole > 0n) {
      this.#behindHole.push(frame);
      return;
    }
    if (frame.status === MessageStatus.ERROR)
      return this.#failed(LibvirtError.read(this.#link.procedure, frame.payload));
    if (frame.type === MessageType.STREAM_HOLE) return this.#holeStarts(frame.payload);
    if (frame.status === MessageStatus.OK || frame.payload.length === 0) return this.#finish();
    if (!this.push(ownBytes(frame.payload))) this.#pause();
  }

  /** For the connection: it ended, so the stream fails unless it was done. */
  lost(loss: ConnectionLost): void {
    if (this.#state === 'done') return;
    this.#state = 'done';
    this.#confirmed.reject(loss.for(this.#link.procedure));
    this.destroy(loss.for(this.#link.procedure));
  }

  override _read(): void {
    if (this.#state === 'open' && this.#hole > 0n) return this.#fillHole();
    if (this.#state === 'open') this.#link.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    callbackify(() => (this.#link.sparse ? this.#sendSparse(chunk) : this.#sendAll(chunk)))((error) =>
      callback(error),
    );
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (this.#link.direction === 'read' || this.#state === 'done') return callback();
    callbackify(async () => {
      await this.#sendZeros();
      if (this.#state === 'open') this.#finish();
      await this.#confirmed.promise;
    })((error) => callback(error));
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    callbackify(() => this.#abort())((failure) => callback(error ?? failure));
  }

  async #sendSparse(chunk: Buffer): Promise<void> {
    for (const run of sparseRuns(chunk)) {
      if ('zeros' in run) {
        this.#zeros += BigInt(run.zeros);
      } else {
        await this.#sendZeros();
        await this.#sendAll(run.data);
      }
    }
  }

  async #sendZeros(): Promise<void> {
    const length = this.#zeros;
    this.#zeros = 0n;
    if (length > 0n && this.#state === 'open') await this.#link.sendHole(length);
  }

  async #sendAll(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; at += streamChunkMax) {
      if (this.#state !== 'open') throw new ProtocolError(`${this.#link.procedure}: the stream has ended`);
      await this.#link.send(MessageStatus.CONTINUE, chunk.subarray(at, at + streamChunkMax));
    }
  }

  /** Our half of the end: say OK, then wait for the daemon's. */
  #finish(): void {
    this.#state = 'finishing';
    this.#link.resume();
    this.#link.send(MessageStatus.OK).catch(() => undefined); // a failed send is a lost connection, which tells itself
  }

  #afterEnd(frame: Frame): void {
    if (frame.status === MessageStatus.CONTINUE) {
      this.#link.resume(); // packets under way are dropped, and must never pause the socket again
      return;
    }
    if (frame.status === MessageStatus.ERROR && this.#state === 'finishing') {
      return this.#failed(LibvirtError.read(this.#link.procedure, frame.payload));
    }
    this.#done();
  }

  #done(): void {
    const wasFinishing = this.#state === 'finishing';
    this.#state = 'done';
    this.#confirmed.resolve();
    this.#hangUp();
    if (!wasFinishing || this.#link.direction !== 'read') return;
    this.push(null);
    this.end();
  }

  #failed(error: LibvirtError): void {
    this.#state = 'done';
    this.#confirmed.reject(error);
    this.#hangUp();
    this.destroy(error);
  }

  /** Not before the reply, as `#pause`: the whole of a short stream may be ahead of it (seen, 4 of 350 pictures on a busy host). */
  #hangUp(): void {
    if (this.#reply !== undefined) this.#link.close();
  }

  async #abort(): Promise<void> {
    if (this.#state === 'done') return;
    this.#state = 'aborting';
    this.#hole = 0n;
    this.#behindHole.length = 0;
    this.#link.resume();
    const patience = setTimeout(() => this.#done(), ABORT_PATIENCE_MS);
    try {
      await this.#link.send(MessageStatus.ERROR);
      await this.#confirmed.promise;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error; // lost means aborted as well
    } finally {
      clearTimeout(patience);
    }
  }

  /**
   * Not before the reply: libvirtd sends it from another thread than the stream's packets, so that the first of those may be
   * ahead of it (seen, 1 of 12 on a busy host), and it comes by the same socket.
   */
  #pause(): void {
    if (this.#reply !== undefined) this.#link.pause();
  }

  #holeStarts(payload: Uint8Array): void {
    const reader = new XdrReader(payload);
    const { length } = readVirNetStreamHole(reader);
    if (length < 0n) throw new ProtocolError(`${this.#link.procedure}: a hole of ${length} bytes`);
    this.#hole = length;
    this.#pause();
    this.#fillHole();
  }

  #fillHole(): void {
    let wanted = true;
    while (wanted && this.#hole > 0n) {
      const piece = Number(this.#hole < BigInt(HOLE_PIECE) ? this.#hole : BigInt(HOLE_PIECE));
      this.#hole -= BigInt(piece);
      wanted = this.push(Buffer.alloc(piece));
    }
    if (this.#hole > 0n) return;
    for (const frame of this.#behindHole.splice(0)) this.packet(frame);
    if (wanted && this.#state === 'open' && this.#hole === 0n) this.#link.resume();
  }
}

/** A small packet must not keep alive the whole socket chunk it lies in, nor Node's buffer pool, which is as large. */
function ownBytes(payload: Buffer): Buffer {
  if (payload.length * 2 >= payload.buffer.byteLength) return payload;
  const own = Buffer.allocUnsafeSlow(payload.length);
  payload.copy(own);
  return own;
}
