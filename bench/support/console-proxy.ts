import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { joinConsole } from '../../apps/server/src/consoles/join-console.ts';
import { acceptHandshake, readHandshake } from '../../apps/server/src/lib/websocket/handshake.ts';
import { portOf } from './port-of.ts';

/** Two ways from a TCP port to the UNIX socket of the argument: the product's console, and a raw copy. */
const path = process.argv[2] ?? '';
const http = createServer();
http.on('upgrade', (request, socket, head) => {
  const handshake = readHandshake(request);
  if (!handshake) throw new Error('not a handshake');
  const far = connect(path, () => {
    acceptHandshake(socket, handshake);
    joinConsole(socket, { head, far, viewOnly: false }, () => undefined);
  });
});
const raw = createTcpServer({ noDelay: true }, (near) => {
  const far = connect(path);
  near.pipe(far).pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
});
http.listen(0, '127.0.0.1', () => {
  raw.listen(0, '127.0.0.1', () => process.send?.({ ours: portOf(http), raw: portOf(raw) }));
});
const tellMemory = async (): Promise<void> => {
  // what one collection finds, the next one frees
  for (let n = 0; n < 5; n++) {
    global.gc?.();
    await new Promise(setImmediate);
  }
  process.send?.(process.memoryUsage.rss());
};
process.on('message', () => void tellMemory());
