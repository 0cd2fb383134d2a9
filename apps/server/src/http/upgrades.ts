import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Sends WebSocket upgrades to whoever owns their path. What nobody owns is closed: an open socket that nobody reads
 * would stay for ever.
 *
 * @param other gets what is left, e.g. Next's reload channel in development
 */
export const routeUpgrades = (
  server: Server,
  handlers: ReadonlyMap<string, UpgradeHandler>,
  other?: { prefix: string; handler: UpgradeHandler },
): void => {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    // whatever breaks on a socket that is being upgraded concerns only its handler
    socket.on('error', () => socket.destroy());
    const handler =
      handlers.get(path) ?? (other && path.startsWith(other.prefix) ? other.handler : undefined);
    if (handler) handler(request, socket, head);
    else refuseUpgrade(socket, 404);
  });
};
