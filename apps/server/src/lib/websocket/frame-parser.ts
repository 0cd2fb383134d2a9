import { isUtf8 } from 'node:buffer';
import {
  closeCode,
  isCloseCode,
  type MessageKind,
  mostControlBytes,
  opcode,
  ProtocolViolation,
} from './frames.ts';
import { unmask } from './unmask.ts';

/** Who is told what a client's bytes mean. */
export type FrameSink = {
  /**
   * A part of a message, in the memory of the chunk it came in and free to keep. Parts end where frames or chunks end,
   * so nothing waits here for the rest; an empty last part is told too.
   */
  part: (payload: Buffer, kind: MessageKind, last: boolean) => void;
  ping: (payload: Buffer) => void;
  pong: () => void;
  /** `code` is 1005 where the frame had none. Nothing follows. */
  close: (code: number, reason: string) => void;
};

export type FrameLimits = {
  /** Of a message, over all of its fragments. */
  maxMessageBytes: number;
  /** A message in more frames than this is an attack on whoever counts its parts. */
  maxFragments: number;
};

/** 2 bytes, up to 8 of length, 4 of mask. */
const mostHeaderBytes = 14;

/**
 * A client's bytes → parts of messages and control frames (RFC 6455 §5), split wherever the network splits them. Does no
 * I/O, keeps no payload but that of a control frame, and changes the chunks it is given: payloads are unmasked in place.
 *
 *   header ──▶ payload ──▶ header …       any violation or close frame ──▶ over: what follows is dropped
 */
export class FrameParser {
  readonly #sink: FrameSink;
  readonly #limits: FrameLimits;
  readonly #header = Buffer.alloc(mostHeaderBytes);
  #have = 0;
  #need = 2;
  /** Of the frame whose payload is being read. */
  #length = 0;
  #read = 0;
  #inPayload = false;
  #control: Buffer | undefined;
  /** Of the message whose fragments are being read. */
  #kind: MessageKind | undefined;
  #messageBytes = 0;
  #fragments = 0;
  #over = false;

  constructor(sink: FrameSink, limits: FrameLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  /** @throws ProtocolViolation once, with the code to close with; after it everything is dropped */
  push(chunk: Buffer): void {
    try {
      let at = 0;
      while (at < chunk.length && !this.#over) {
        at = this.#inPayload ? this.#readPayload(chunk, at) : this.#readHeader(chunk, at);
      }
    } catch (error) {
      this.#over = true;
      throw error;
    }
  }

  #readHeader(chunk: Buffer, from: number): number {
    let at = from;
    while (this.#have < this.#need && at < chunk.length) {
      this.#header[this.#have] = chunk[at] ?? 0;
      this.#have += 1;
      at += 1;
      if (this.#have === 2) this.#checkStart();
    }
    if (this.#have === this.#need) this.#beginPayload();
    return at;
  }

  #first(): number {
    return this.#header[0] ?? 0;
  }

  #isControl(): boolean {
    return (this.#first() & 0x08) !== 0;
  }

  /** Everything the first two bytes can be wrong in, before anything is waited for. */
  #checkStart(): void {
    const first = this.#first();
    const second = this.#header[1] ?? 0;
    const op = first & 0x0f;
    const fin = (first & 0x80) !== 0;
    const short = second & 0x7f;
    if ((first & 0x70) !== 0) throw bad('a reserved bit is set');
    if ((second & 0x80) === 0) throw bad('a client has to mask');
    if (op >= opcode.close) {
      if (op > opcode.pong) throw bad('unknown opcode');
      if (!fin) throw bad('a control frame is not fragmented');
      if (short > mostControlBytes) throw bad('a control frame is too long');
    } else {
      if (op > opcode.binary) throw bad('unknown opcode');
      if (op === opcode.continuation && this.#kind === undefined) throw bad('nothing to continue');
      if (op !== opcode.continuation && this.#kind !== undefined)
        throw bad('the message before has not ended');
    }
    this.#need = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + 4;
  }

  #payloadLength(): number {
    const short = (this.#header[1] ?? 0) & 0x7f;
    if (short === 126) {
      const length = this.#header.readUInt16BE(2);
      if (length < 126) throw bad('the length is not in its shortest form');
      return length;
    }
    if (short === 127) {
      const above = this.#header.readUInt32BE(2);
      // more than 2^53 is no number here, and more than any bound
      if (above >= 2 ** 21) throw tooBig();
      const length = above * 2 ** 32 + this.#header.readUInt32BE(6);
      if (length < 65_536) throw bad('the length is not in its shortest form');
      return length;
    }
    return short;
  }

  #beginPayload(): void {
    this.#length = this.#payloadLength();
    this.#read = 0;
    if (this.#isControl()) {
      this.#control = Buffer.allocUnsafe(this.#length);
    } else {
      const op = this.#first() & 0x0f;
      if (op !== opcode.continuation) {
        this.#kind = op === opcode.text ? 'text' : 'binary';
        this.#messageBytes = 0;
        this.#fragments = 0;
      }
      this.#messageBytes += this.#length;
      this.#fragments += 1;
      // refused by its length, before a byte of it is read
      if (this.#messageBytes > this.#limits.maxMessageBytes || this.#fragments > this.#limits.maxFragments) {
        throw tooBig();
      }
    }
    this.#inPayload = true;
    if (this.#length === 0) this.#deliver(Buffer.alloc(0));
  }

  #readPayload(chunk: Buffer, at: number): number {
    const take = Math.min(this.#length - this.#read, chunk.length - at);
    const part = chunk.subarray(at, at + take);
    unmask(part, this.#header, this.#need - 4, this.#read & 3);
    this.#control?.set(part, this.#read);
    this.#read += take;
    this.#deliver(part);
    return at + take;
  }

  #deliver(part: Buffer): void {
    const ended = this.#read === this.#length;
    const control = this.#control;
    const op = this.#first() & 0x0f;
    const last = ended && (this.#first() & 0x80) !== 0;
    const kind = this.#kind;
    if (ended) {
      this.#inPayload = false;
      this.#have = 0;
      this.#need = 2;
      this.#control = undefined;
    }
    if (control !== undefined) {
      if (ended) this.#tellControl(op, control);
      return;
    }
    if (last) this.#kind = undefined;
    if (kind !== undefined) this.#sink.part(part, kind, last);
  }

  #tellControl(op: number, payload: Buffer): void {
    if (op === opcode.ping) return this.#sink.ping(payload);
    if (op === opcode.pong) return this.#sink.pong();
    this.#over = true;
    if (payload.length === 0) return this.#sink.close(closeCode.none, '');
    const code = payload.length === 1 ? 0 : payload.readUInt16BE(0);
    if (!isCloseCode(code)) throw bad('no such close code');
    const reason = payload.subarray(2);
    if (!isUtf8(reason)) throw new ProtocolViolation(closeCode.badText, 'the reason is not UTF-8');
    this.#sink.close(code, reason.toString('utf8'));
  }
}

const bad = (message: string): ProtocolViolation => new ProtocolViolation(closeCode.protocolError, message);
const tooBig = (): ProtocolViolation => new ProtocolViolation(closeCode.tooBig, 'the message is too big');
