/**
 * RPC messages as bytes, without I/O: `encodeFrame` makes them, `FrameSplitter` finds them in a byte stream however it
 * was cut. A message is its length (4 bytes, counting itself), a header of 24 bytes and a payload.
 * Source: libvirt's src/rpc/virnetprotocol.x.
 */
import { ProtocolError } from './errors.ts';
import {
  headerBytes,
  lengthBytes,
  type MessageStatus,
  type MessageType,
  messageMax,
} from './generated/wire.ts';
import type { Program } from './procedure.ts';
import { XdrWriter } from './xdr.ts';

type ValueOf<T> = T[keyof T];

/** What stands before each payload. */
export type FrameHeader = {
  readonly program: number;
  readonly version: number;
  readonly procedure: number;
  readonly type: ValueOf<typeof MessageType>;
  readonly serial: number;
  readonly status: ValueOf<typeof MessageStatus>;
};

/** A received message. The payload is a view: copy what outlives the handler (XdrReader copies all it returns). */
export type Frame = Omit<FrameHeader, 'type' | 'status'> & {
  readonly type: number;
  readonly status: number;
  readonly payload: Buffer;
};

/** The longest message, counted with its length field. */
export const FRAME_LIMIT = messageMax + lengthBytes;
const FRAME_LEAST = lengthBytes + headerBytes;

/** Header fields for one procedure of a program. */
export const headerFor = (
  { program, number }: { readonly program: Program; readonly number: number },
  rest: Pick<FrameHeader, 'type' | 'serial' | 'status'>,
): FrameHeader => ({ program: program.number, version: program.version, procedure: number, ...rest });

/** One whole message; `writePayload` appends the body. Throws XdrError on bad values and on a message over 32 MiB. */
export function encodeFrame(header: FrameHeader, writePayload?: (writer: XdrWriter) => void): Buffer {
  const writer = new XdrWriter();
  writer.uint32(0, 'length');
  writer.uint32(header.program, 'program');
  writer.uint32(header.version, 'version');
  writer.int32(header.procedure, 'procedure');
  writer.int32(header.type, 'type');
  writer.uint32(header.serial, 'serial');
  writer.int32(header.status, 'status');
  writePayload?.(writer);
  const bytes = writer.bytes();
  if (bytes.length > FRAME_LIMIT) {
    throw new ProtocolError(`a message of ${bytes.length} bytes, at most ${FRAME_LIMIT} are allowed`);
  }
  bytes.writeUInt32BE(bytes.length, 0);
  return bytes;
}

/** Reads the header of a whole message. */
function decodeFrame(bytes: Buffer): Frame {
  return {
    program: bytes.readUInt32BE(4),
    version: bytes.readUInt32BE(8),
    procedure: bytes.readInt32BE(12),
    type: bytes.readInt32BE(16),
    serial: bytes.readUInt32BE(20),
    status: bytes.readInt32BE(24),
    payload: bytes.subarray(FRAME_LEAST),
  };
}

/**
 * Cuts a byte stream into messages. Keeps only bytes that really came: an announced length allocates nothing. After it
 * threw once it is finished, as there is no way to find the next message.
 */
export class FrameSplitter {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Takes the next bytes; yields every message that is complete. Throws ProtocolError on a length that cannot be. */
  *push(chunk: Uint8Array): Generator<Frame, void> {
    if (chunk.length === 0) return;
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#size += chunk.length;
    for (let bytes = this.#takeFrame(); bytes !== undefined; bytes = this.#takeFrame())
      yield decodeFrame(bytes);
  }

  /** Bytes of a message that is not complete yet. */
  get buffered(): number {
    return this.#size;
  }

  #takeFrame(): Buffer | undefined {
    if (this.#size < lengthBytes) return undefined;
    const length = this.#peekLength();
    if (length < FRAME_LEAST || length > FRAME_LIMIT) {
      throw new ProtocolError(
        `a message announces ${length} bytes, ${FRAME_LEAST} to ${FRAME_LIMIT} are possible`,
      );
    }
    if (this.#size < length) return undefined;
    const whole = this.#joined();
    const rest = whole.subarray(length);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    return whole.subarray(0, length);
  }

  #peekLength(): number {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= lengthBytes) return first.readUInt32BE(0);
    return this.#joined().readUInt32BE(0);
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const joined = Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [joined];
    return joined;
  }
}
