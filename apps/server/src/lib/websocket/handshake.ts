import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** RFC 6455 §1.3. */
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** 16 bytes in base64: the last character holds two bits only. */
const keyForm = /^[A-Za-z0-9+/]{21}[AQgw]==$/;
/** RFC 9110 token. */
const protocolForm = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export type Handshake = { key: string; protocols: string[] };

/**
 * Whether a request may become a WebSocket (RFC 6455 §4.2.1). Who may ask (Origin, session) is decided before, by the
 * caller. @returns undefined where it is not a handshake of version 13
 */
export const readHandshake = (request: IncomingMessage): Handshake | undefined => {
  const { headers, method, httpVersionMajor, httpVersionMinor } = request;
  const key = headers['sec-websocket-key'];
  if (method !== 'GET' || httpVersionMajor !== 1 || httpVersionMinor < 1) return undefined;
  if (headers.upgrade?.toLowerCase() !== 'websocket') return undefined;
  if (!listOf(headers.connection).some((option) => option.toLowerCase() === 'upgrade')) return undefined;
  if (headers['sec-websocket-version'] !== '13' || key === undefined || !keyForm.test(key)) return undefined;
  const offered = headers['sec-websocket-protocol'];
  const protocols = offered === undefined ? [] : listOf(offered);
  if (offered !== undefined && protocols.length === 0) return undefined;
  if (!protocols.every((p) => protocolForm.test(p)) || new Set(protocols).size < protocols.length)
    return undefined;
  return { key, protocols };
};

const listOf = (header: string | undefined): string[] =>
  header === undefined ? [] : header.split(',').map((item) => item.trim());

/** Agrees: from here on the socket speaks frames. @param protocol one of those offered */
export const acceptHandshake = (socket: Duplex, handshake: Handshake, protocol?: string): void => {
  const accept = createHash('sha1')
    .update(handshake.key + guid)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n` +
      `${protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`}\r\n`,
  );
};
