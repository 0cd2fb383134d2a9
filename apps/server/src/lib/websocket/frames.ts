/**
 * What WebSocket frames are made of (RFC 6455 §5), from the server's side: bytes in, bytes out, no sockets.
 * No extensions are ever agreed on, so no reserved bit may be set and nothing is compressed.
 */
export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export type MessageKind = 'text' | 'binary';

/** Close codes this implementation sends by itself (RFC 6455 §7.4.1). */
export const closeCode = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  /** What is reported where the peer's close frame had no code; never sent. */
  none: 1005,
  /** What is reported where the connection went without a close frame; never sent. */
  lost: 1006,
  badText: 1007,
  tooBig: 1009,
  failed: 1011,
} as const;

/** Control frames carry no more than this (RFC 6455 §5.5). */
export const mostControlBytes = 125;

/** The peer broke the protocol or a bound: the connection ends with this code. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The header of an unmasked, unfragmented frame: 2, 4 or 10 bytes. */
export const frameHeader = (op: number, length: number): Buffer => {
  if (length < 126) {
    const header = Buffer.allocUnsafe(2);
    header[0] = 0x80 | op;
    header[1] = length;
    return header;
  }
  if (length < 65_536) {
    const header = Buffer.allocUnsafe(4);
    header[0] = 0x80 | op;
    header[1] = 126;
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.allocUnsafe(10);
  header[0] = 0x80 | op;
  header[1] = 127;
  // lengths are safe integers: 32 bits above, 32 below
  header.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
  header.writeUInt32BE(length % 2 ** 32, 6);
  return header;
};

/** A whole frame in one buffer, to be written to any number of sockets. */
export const frameOnce = (op: number, payload: Uint8Array): Buffer =>
  Buffer.concat([frameHeader(op, payload.length), payload]);

/** The reason is cut to what a control frame holds, at a character. */
export const closeFrame = (code: number, reason = ''): Buffer => {
  let text = Buffer.from(reason);
  if (text.length > mostControlBytes - 2) {
    let end = mostControlBytes - 2;
    // 10xxxxxx continues a character
    while (((text[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    text = text.subarray(0, end);
  }
  const payload = Buffer.allocUnsafe(2 + text.length);
  payload.writeUInt16BE(code);
  payload.set(text, 2);
  return frameOnce(opcode.close, payload);
};

/** Whether a peer may send this code: registered ones and the application's; not those that only report. */
export const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) ||
  (code >= 3000 && code <= 4999);
