import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Deps } from '../deps.ts';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';
import { type Handshake, readHandshake } from '../lib/websocket/handshake.ts';
import type { Actor } from './policy.ts';

/** What of a request says who asks: all that is kept of it for as long as the connection lasts. */
export const credentialsOf = ({
  cookie,
  authorization,
}: IncomingMessage['headers']): IncomingMessage['headers'] => ({
  ...(cookie === undefined ? {} : { cookie }),
  ...(authorization === undefined ? {} : { authorization }),
});

export type Permits = (headers: IncomingMessage['headers']) => boolean;

/**
 * What comes before anything becomes a WebSocket, in this order: Origin, handshake, session. Refuses by itself, in HTTP.
 *
 * @returns undefined where it was refused
 */
export const admitUpgrade = async (
  deps: Pick<Deps, 'actors'>,
  permits: Permits,
  request: IncomingMessage,
  socket: Duplex,
): Promise<{ handshake: Handshake; actor: Actor } | undefined> => {
  const refuse = (status: 400 | 401 | 403): undefined => {
    refuseUpgrade(socket, status);
    return undefined;
  };
  if (!permits(request.headers)) return refuse(403);
  const handshake = readHandshake(request);
  if (!handshake) return refuse(400);
  const actor = await deps.actors.of(request.headers);
  return actor ? { handshake, actor } : refuse(401);
};
