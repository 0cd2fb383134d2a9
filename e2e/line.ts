import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What lies between a browser and the server, and can go away without a word. */
export type Line = {
  port: number;
  leadTo: (port: number) => void;
  /** As where a router forgets its connections: what is open says nothing any more, neither way; new ones come through. */
  forget: () => void;
  close: () => void;
};

export const startLine = async (): Promise<Line> => {
  const open = new Set<Socket>();
  let far = 0;
  const server = createServer((near) => {
    const beyond = connect(far, '127.0.0.1');
    for (const [from, to] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy()).on('close', () => open.delete(from));
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // it listens on TCP
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      far = port;
    },
    forget: () => {
      for (const socket of open) socket.unpipe().pause();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
};
