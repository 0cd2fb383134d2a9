import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type FrameLimits, FrameParser } from './frame-parser.ts';
import {
  closeCode,
  closeFrame,
  frameHeader,
  frameOnce,
  type MessageKind,
  opcode,
  ProtocolViolation,
} from './frames.ts';

/** How a connection stopped being open. `lost`: without a close frame, or without an answer to pings. */
export type SocketEnd = { code: number; reason: string; by: 'peer' | 'server' | 'lost'; cause?: unknown };

/** Whoever a connection belongs to. */
export type SocketOwner = {
  /** See FrameSink; may throw ProtocolViolation. */
  part: (payload: Buffer, kind: MessageKind, last: boolean) => void;
  /** A ping or pong came. */
  control?: () => void;
  /** What was written has gone; `send` may go on after it answered false. */
  drained?: () => void;
  /** Exactly once, as soon as it is no longer open: nothing is told or sent afterwards. */
  ended: (end: SocketEnd) => void;
};

/** A peer that does not answer our close frame, or does not take what it was sent before, is cut after this. */
const closeWithinMs = 2000;
/** Up to here the parts of a frame are copied into one buffer instead of written as two. A guess, not measured yet. */
const copyBelowBytes = 2048;

/**
 * The server's end of a WebSocket (RFC 6455), on the raw socket after the handshake. It buffers nothing by itself: `send`
 * answers false where the socket is full, `bufferedBytes` says how much waits, `pause` stops reading.
 *
 *   open ──close()──▶ closing ──peer's close──▶ ending ──▶ closed        lost: any ──▶ closed
 *     └── peer's close, violation ──────────────▲                        a deadline stands over closing and ending
 */
export class ServerWebSocket {
  readonly #socket: Duplex;
  readonly #owner: SocketOwner;
  readonly #parser: FrameParser;
  readonly #closed: Promise<void>;
  #state: 'open' | 'closing' | 'ending' | 'closed' = 'open';
  #handed = 0;
  /** The answer to the latest ping of a peer that takes nothing at the moment. */
  #owedPong: Buffer | undefined;
  /** Whether the last `send` answered false. */
  #refused = false;
  #deadline: NodeJS.Timeout | undefined;
  #heard = 0;

  /** @param head what came with the handshake already */
  constructor(socket: Duplex, options: { owner: SocketOwner; limits: FrameLimits; head?: Buffer }) {
    this.#socket = socket;
    this.#owner = options.owner;
    this.#parser = new FrameParser(
      {
        part: (payload, kind, last) => {
          if (this.#state === 'open') this.#owner.part(payload, kind, last);
        },
        ping: (payload) => this.#answer(payload),
        pong: () => this.#owner.control?.(),
        close: (code, reason) => this.#peerCloses(code, reason),
      },
      options.limits,
    );
    this.#closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    if (socket instanceof Socket) socket.setTimeout(0).setNoDelay(true);
    socket.on('close', () => this.#gone());
    socket.on('error', (cause) => this.#lose(cause));
    // the peer's half is over: it could not even answer a close frame
    socket.on('end', () => this.#lose());
    socket.on('drain', () => this.#drained());
    // read later, like everything else: the owner is not told of anything before it has its socket
    if (options.head !== undefined && options.head.length > 0) socket.unshift(options.head);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Bytes that were sent and that the operating system has not taken yet. */
  get bufferedBytes(): number {
    return this.#socket.writableLength;
  }

  /** Bytes that the operating system has taken; stands still where the peer reads nothing. */
  get takenBytes(): number {
    return this.#handed - this.#socket.writableLength;
  }

  /** How many chunks came from the peer: stands still where it is silent. */
  get heardChunks(): number {
    return this.#heard;
  }

  /** Resolves when the socket below is closed too, which a deadline makes sure of once it is no longer open. */
  whenClosed(): Promise<void> {
    return this.#closed;
  }

  /** One message. @returns false where the caller should wait for `drained`; also where it is not open any more */
  send(kind: MessageKind, payload: Buffer): boolean {
    const header = frameHeader(opcode[kind], payload.length);
    return payload.length < copyBelowBytes
      ? this.sendFrame(Buffer.concat([header, payload]))
      : this.#sendBoth(header, payload);
  }

  /** One message made of an own beginning and a rest that many sockets share. */
  sendJoined(kind: MessageKind, beginning: Buffer, rest: Buffer): boolean {
    const header = frameHeader(opcode[kind], beginning.length + rest.length);
    return rest.length < copyBelowBytes
      ? this.sendFrame(Buffer.concat([header, beginning, rest]))
      : this.#sendBoth(Buffer.concat([header, beginning]), rest);
  }

  /** A frame made by `frameOnce`; the same buffer may go to any number of sockets. */
  sendFrame(frame: Buffer): boolean {
    if (this.#state !== 'open') return false;
    this.#write(frame);
    return this.#mayGoOn();
  }

  #sendBoth(first: Buffer, second: Buffer): boolean {
    if (this.#state !== 'open') return false;
    this.#socket.cork();
    this.#write(first);
    this.#write(second);
    this.#socket.uncork();
    return this.#mayGoOn();
  }

  /** Sends everything that `work` sends in one write. */
  together(work: () => void): void {
    this.#socket.cork();
    try {
      work();
    } finally {
      this.#socket.uncork();
    }
  }

  ping(): void {
    // behind a full buffer it would say nothing, and only add to it
    if (!this.#isFull()) this.sendFrame(emptyPing);
  }

  isPaused(): boolean {
    return this.#socket.isPaused();
  }

  /** Stops reading: the peer's sending fills its own buffers, not ours. */
  pause(): void {
    if (this.#state === 'open') this.#socket.pause();
  }

  resume(): void {
    if (this.#state === 'open') this.#socket.resume();
  }

  /** Says why and waits for the peer's answer, but not for long. Does nothing where it is not open. */
  close(code: number, reason = ''): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#write(closeFrame(code, reason));
    this.#startDeadline();
    // the answer has to be read
    this.#socket.resume();
    this.#owner.ended({ code, reason, by: 'server' });
  }

  /** Ends it without a word, e.g. where nobody is at the other end. */
  destroy(): void {
    this.#lose();
  }

  #mayGoOn(): boolean {
    this.#refused = this.#isFull();
    return !this.#refused;
  }

  #write(bytes: Buffer): void {
    this.#handed += bytes.length;
    this.#socket.write(bytes);
  }

  /**
   * Asked after writing, since `write` answers before: for 64 KiB it says "full" although the operating system takes them
   * within the call, and the source would be stopped and started each time.
   */
  #isFull(): boolean {
    return this.#socket.writableLength >= this.#socket.writableHighWaterMark;
  }

  #take(chunk: Buffer): void {
    this.#heard += 1;
    // bytes after the end are read so that the peer gets our close frame instead of a reset, and dropped
    if (this.#state === 'ending' || this.#state === 'closed') return;
    try {
      this.#parser.push(chunk);
    } catch (error) {
      const violation = error instanceof ProtocolViolation;
      this.#fail(
        violation
          ? { code: error.code, reason: error.message, by: 'server' }
          : { code: closeCode.failed, reason: 'internal error', by: 'server', cause: error },
      );
    }
  }

  #answer(payload: Buffer): void {
    this.#owner.control?.();
    if (this.#isFull()) this.#owedPong = payload;
    else this.sendFrame(pongFrame(payload));
  }

  #drained(): void {
    const owed = this.#owedPong;
    this.#owedPong = undefined;
    if (owed !== undefined) this.sendFrame(pongFrame(owed));
    if (!this.#refused || this.#state !== 'open') return;
    this.#refused = false;
    this.#owner.drained?.();
  }

  #peerCloses(code: number, reason: string): void {
    const wasOpen = this.#state === 'open';
    this.#state = 'ending';
    if (wasOpen) {
      this.#write(code === closeCode.none ? emptyClose : closeFrame(code));
      this.#startDeadline();
    }
    this.#socket.end();
    if (wasOpen) this.#owner.ended({ code, reason, by: 'peer' });
  }

  #fail(end: SocketEnd): void {
    const wasOpen = this.#state === 'open';
    if (wasOpen) this.#write(closeFrame(end.code, end.reason));
    this.#state = 'ending';
    this.#socket.end();
    this.#startDeadline();
    if (wasOpen) this.#owner.ended(end);
  }

  #startDeadline(): void {
    this.#deadline ??= setTimeout(() => this.#socket.destroy(), closeWithinMs).unref();
  }

  #lose(cause?: unknown): void {
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    this.#socket.destroy();
    if (wasOpen) this.#owner.ended({ code: closeCode.lost, reason: '', by: 'lost', cause });
  }

  #gone(): void {
    clearTimeout(this.#deadline);
    this.#lose();
  }
}

const pongFrame = (payload: Buffer): Buffer => frameOnce(opcode.pong, payload);
const emptyPing = frameHeader(opcode.ping, 0);
const emptyClose = frameHeader(opcode.close, 0);
