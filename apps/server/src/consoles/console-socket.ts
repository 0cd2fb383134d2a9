import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { consoleClose, consoleKind, consoleProtocol, ticketProtocolPrefix } from '@limen/contract/consoles';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import { loadActor } from '../auth/load-actor.ts';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';
import { ticketHash } from './console.routes.ts';
import { type TicketRow, takeTicket } from './console.rows.ts';
import type { ConsoleTargets } from './console-targets.ts';

/** A viewer sends key presses and pointer moves; a pasted text is the largest. */
const mostFrameBytes = 1024 * 1024;
/** What waits for a slow viewer before QEMU is no longer read. */
const highWaterMark = 32 * 1024;
const mostPerUser = 20;
const mostPerVm = 10;

type Session = { socket: WebSocket; actor: Actor; ticket: TicketRow };

export type ConsoleSocket = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => void;
};

/**
 * `/api/console`: one WebSocket ⇄ one machine's screen or serial line. In this order, before anything is a WebSocket:
 * Origin, session, ticket (spent by asking), session and ticket belong together, rights still there, the machine still in
 * the start the ticket was for. After the far end is open the start is compared again.
 */
export const createConsoleSocket = (
  deps: Deps,
  options: { permits: (headers: IncomingMessage['headers']) => boolean; targets: ConsoleTargets },
): ConsoleSocket => {
  const { targets } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: mostFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => consoleProtocol,
  });
  const sessions = new Set<Session>();
  const end = (fits: (session: Session) => boolean, code: number, reason: string): void => {
    for (const session of sessions) if (fits(session)) session.socket.close(code, reason);
  };
  const ends = [
    deps.live.on('access.ended', ({ userId, sessionId }) =>
      end(
        ({ actor }) => actor.userId === userId && (sessionId === undefined || actor.sessionId === sessionId),
        consoleClose.accessEnded,
        'access ended',
      ),
    ),
    deps.live.on('vm.start.ended', ({ id, startGeneration }) =>
      end(
        ({ ticket }) => ticket.vmId === id && ticket.startGeneration <= startGeneration,
        consoleClose.guestStopped,
        'stopped',
      ),
    ),
  ];

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    if (!options.permits(request.headers)) return refuseUpgrade(socket, 403);
    const actor = await loadActor(deps.auth, request.headers);
    if (!actor) return refuseUpgrade(socket, 401);
    const ticket = await takeTicket(deps.db, ticketHash(ticketOf(request) ?? ''));
    if (!ticket || ticket.userId !== actor.userId || ticket.sessionId !== actor.sessionId) {
      return refuseUpgrade(socket, 403);
    }
    const target = await targets.find(actor, ticket.vmId);
    if (!target.running || target.startGeneration !== ticket.startGeneration)
      return refuseUpgrade(socket, 403);
    const all = [...sessions];
    if (
      all.filter((s) => s.actor.userId === actor.userId).length >= mostPerUser ||
      all.filter((s) => s.ticket.vmId === ticket.vmId).length >= mostPerVm
    ) {
      return refuseUpgrade(socket, 429);
    }
    const far = await targets.connect(ticket.vmId, consoleKind.parse(ticket.kind));
    if ((await targets.generation(ticket.vmId)) !== ticket.startGeneration) {
      far.destroy();
      return refuseUpgrade(socket, 403);
    }
    server.handleUpgrade(request, socket, head, (opened) => {
      deps.log.info({ vmId: ticket.vmId, userId: actor.userId, kind: ticket.kind }, 'console opened');
      join(opened, far, { socket: opened, actor, ticket });
    });
  };

  const join = (socket: WebSocket, far: Duplex, session: Session): void => {
    sessions.add(session);
    // binary only: RFB and serial are bytes
    socket.on('message', (_data, isBinary) => {
      if (!isBinary) socket.close(consoleClose.protocolError, 'binary frames only');
    });
    const near = createWebSocketStream(socket, { highWaterMark, allowHalfOpen: false });
    near.on('error', () => far.destroy());
    far.on('error', () => socket.close(consoleClose.guestStopped, 'stopped'));
    far.on('close', () => socket.close(consoleClose.guestStopped, 'stopped'));
    near.pipe(far).pipe(near, { end: false });
    socket.on('close', () => {
      sessions.delete(session);
      far.destroy();
    });
  };

  return {
    upgrade: (request, socket, head) => {
      void admit(request, socket, head).catch((error: unknown) => {
        deps.log.info({ err: error }, 'console refused');
        refuseUpgrade(socket, 403);
      });
    },
    close: () => {
      for (const stop of ends) stop();
      end(() => true, consoleClose.serverClosing, 'server closing');
      server.close();
    },
  };
};

/** The ticket among the offered subprotocols; no URL or log ever holds it. */
const ticketOf = (request: IncomingMessage): string | undefined =>
  (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((p) => p.trim())
    .find((p) => p.startsWith(ticketProtocolPrefix))
    ?.slice(ticketProtocolPrefix.length);
