import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { consolePath, ticketProtocolPrefix } from '@limen/contract/consoles';
import { WebSocket } from 'ws';
import { consoleTargets } from '../src/console-targets.ts';
import { createConsoleSocket } from '../src/consoles/console-socket.ts';
import type { Deps } from '../src/deps.ts';
import { routeUpgrades } from '../src/http/upgrades.ts';
import { endOfSocket } from './end-of-socket.ts';

type Headers = Readonly<Record<string, string>>;

const portOf = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // it listens on TCP
  return (server.address() as AddressInfo).port;
};

/**
 * The console socket of a server without a libvirt: everything is real but the machine at the far end, which says back
 * what it is told.
 */
export const consoleServer = async (deps: Deps) => {
  const machine = createTcpServer((socket) => socket.on('error', () => undefined).pipe(socket));
  const machinePort = await portOf(machine);
  const consoles = createConsoleSocket(deps, {
    permits: () => true,
    targets: {
      ...consoleTargets(deps),
      connect: async () => {
        const far = connect(machinePort, '127.0.0.1');
        await once(far, 'connect');
        return far;
      },
    },
  });
  const server = createServer();
  routeUpgrades(server, new Map([[consolePath, consoles.upgrade]]));
  const port = await portOf(server);
  return {
    open: (ticket: string, headers: Headers) => {
      const socket = new WebSocket(
        `ws://127.0.0.1:${port}${consolePath}`,
        ['binary', ticketProtocolPrefix + ticket],
        { headers },
      );
      return { socket, ended: endOfSocket(socket), opened: once(socket, 'open') };
    },
    close: (): void => {
      consoles.close();
      server.close();
      machine.close();
    },
  };
};
