import type { WebSocket } from 'ws';

/** What became of a WebSocket: its close code, or the HTTP status of the upgrade that was refused. */
export const endOfSocket = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
