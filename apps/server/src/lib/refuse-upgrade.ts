import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers an upgrade with a plain HTTP refusal, before anything became a WebSocket. */
export const refuseUpgrade = (socket: Duplex, status: 401 | 403 | 404 | 409 | 429 | 503): void => {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
