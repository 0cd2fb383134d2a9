import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { consolePath, ticketProtocolPrefix } from '@limen/contract/consoles';
import { type LiveMessage, liveMessage, livePath } from '@limen/contract/live';
import { WebSocket } from 'ws';
import { consoleTargets } from '../src/console-targets.ts';
import { createConsoleSocket } from '../src/consoles/console-socket.ts';
import type { Deps } from '../src/deps.ts';
import { routeUpgrades } from '../src/http/upgrades.ts';
import type { TestServer } from './server.ts';

export type Headers = Readonly<Record<string, string>>;

/** What became of a WebSocket: its close code, or the HTTP status of the upgrade that was refused. */
const endOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });

/** A live page of whoever these headers name: what it was told, each message checked by the contract. */
export const livePage = async (server: TestServer, headers: Headers) => {
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen()}${livePath}`, { headers });
  const messages: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(liveMessage.parse(JSON.parse(data.toString('utf8')))));
  const ended = endOf(socket);
  return {
    socket,
    messages,
    ended,
    until: async (fits: (all: readonly LiveMessage[]) => boolean): Promise<void> => {
      while (!fits(messages)) await once(socket, 'message');
    },
  };
};

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
      return { socket, ended: endOf(socket), opened: once(socket, 'open') };
    },
    close: (): void => {
      consoles.close();
      server.close();
      machine.close();
    },
  };
};
