import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Answers an upgrade with a plain HTTP refusal, before anything became a WebSocket, and closes: nobody reads this socket,
 * so whether its peer ever goes would not be noticed.
 */
export const refuseUpgrade = (socket: Duplex, status: 400 | 401 | 403 | 404 | 409 | 429 | 503): void => {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
