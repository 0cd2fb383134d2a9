import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { consoleClose, consoleKind, consoleProtocol, ticketProtocolPrefix } from '@limen/contract/consoles';
import { admitUpgrade, credentialsOf, type Permits } from '../auth/admit-upgrade.ts';
import { type Actor, isEndedWith } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';
import { acceptHandshake } from '../lib/websocket/handshake.ts';
import type { ServerWebSocket } from '../lib/websocket/server-web-socket.ts';
import { Watchdog } from '../lib/websocket/watchdog.ts';
import { ticketHash } from './console.routes.ts';
import { type TicketRow, takeTicket } from './console.rows.ts';
import type { ConsoleTarget, ConsoleTargets } from './console-targets.ts';
import { joinConsole } from './join-console.ts';

const heartbeatMs = 15_000;
/** A viewer that takes nothing of what waits for it, for this long, is let go. */
const stalledAfterMs = 30_000;
const mostPerUser = 20;
const mostPerVm = 10;
/** Counted apart, so that whoever watches keeps nobody from working. QEMU serves 32 at once. */
const mostWatchingPerVm = 20;

/** A console from its ticket on: what ends it may happen before it is open. */
type Session = {
  actor: Actor;
  ticket: TicketRow;
  /** Nothing of theirs reaches the machine; null until their rights were looked at. */
  viewOnly: boolean | null;
  /** Who is behind it, asked again where rights change. */
  headers: IncomingMessage['headers'];
  near: ServerWebSocket | null;
  /** Why it must not open any more. */
  over: { code: number; reason: string } | null;
};

export type ConsoleSocket = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => void;
};

/** Whether the actor came with the session or token that something was given to. */
const isSameAccess = (
  actor: Actor,
  to: { userId: string; sessionId: string | null; tokenId: string | null },
): boolean =>
  actor.userId === to.userId && actor.sessionId === to.sessionId && (actor.token?.id ?? null) === to.tokenId;

/**
 * `/api/console`: one WebSocket ⇄ one machine's screen or serial line. In this order, before anything is a WebSocket:
 * Origin, session, ticket (spent by asking), session and ticket belong together, then (listed, so that nothing that ends
 * it is missed) the person and their rights once more, the machine still in the start the ticket was for, the far end.
 */
export const createConsoleSocket = (
  deps: Deps,
  options: { permits: Permits; targets: ConsoleTargets },
): ConsoleSocket => {
  const { targets } = options;
  const sessions = new Set<Session>();
  const watchdog = new Watchdog({ heartbeatMs, stalledAfterMs, stalledCode: consoleClose.tooSlow });
  const end = (fits: (session: Session) => boolean, code: number, reason: string): void => {
    for (const session of sessions) {
      if (!fits(session)) continue;
      session.over ??= { code, reason };
      session.near?.close(code, reason);
    }
  };
  const ends = [
    deps.live.on('access.ended', (ended) =>
      end(({ actor }) => isEndedWith(actor, ended), consoleClose.accessEnded, 'access ended'),
    ),
    deps.live.on('access.unknown', ({ askable }) => {
      if (!askable) end(() => true, consoleClose.serverClosing, 'rights unknown');
      else for (const session of sessions) void lookAgain(session);
    }),
    deps.live.on('user.changed', ({ id }) => {
      for (const session of sessions) if (session.actor.userId === id) void lookAgain(session);
    }),
    deps.live.on('vm.access.changed', ({ id, userId }) => {
      for (const session of sessions) {
        if (session.actor.userId === userId && session.ticket.vmId === id) void lookAgain(session);
      }
    }),
    deps.live.on('vm.start.ended', ({ id, startGeneration }) =>
      end(
        ({ ticket }) => ticket.vmId === id && ticket.startGeneration <= startGeneration,
        consoleClose.guestStopped,
        'stopped',
      ),
    ),
  ];
  /** Whether the person may still use it. Where that cannot be found out, the page has to come back and ask. */
  const lookAgain = async (session: Session): Promise<void> => {
    const over = (code: number, reason: string): void => end((s) => s === session, code, reason);
    try {
      const actor = await deps.actors.of(session.headers);
      const target = actor && (await find(actor, session.ticket));
      // whoever may only watch from now on comes back as that; also where it was about to be opened
      if (!target || (target.viewOnly && session.viewOnly !== true))
        over(consoleClose.accessEnded, 'access ended');
    } catch (error) {
      if (error instanceof AppError && error.code !== 'server.unavailable') {
        return over(consoleClose.accessEnded, 'access ended');
      }
      deps.log.warn({ err: error }, 'rights of a console');
      over(consoleClose.serverClosing, 'rights unknown');
    }
  };
  const find = (actor: Actor, ticket: TicketRow): Promise<ConsoleTarget> =>
    targets.find(actor, ticket.vmId, consoleKind.parse(ticket.kind));
  const count = (fits: (session: Session) => boolean): number => {
    let sum = 0;
    for (const session of sessions) if (fits(session)) sum += 1;
    return sum;
  };

  /** @returns the far end of a console that may be opened now, or the HTTP status of the refusal */
  const reach = async (request: IncomingMessage, session: Session): Promise<Duplex | 401 | 403 | 429> => {
    const { ticket } = session;
    if (count((s) => s.actor.userId === session.actor.userId) > mostPerUser) return 429;
    const actor = await deps.actors.of(request.headers);
    if (!actor || !isSameAccess(actor, ticket)) return 401;
    const target = await find(actor, ticket);
    session.viewOnly = target.viewOnly;
    const most = target.viewOnly ? mostWatchingPerVm : mostPerVm;
    if (count((s) => s.ticket.vmId === ticket.vmId && s.viewOnly === target.viewOnly) > most) return 429;
    if (!target.running || target.startGeneration !== ticket.startGeneration) return 403;
    const far = await targets.connect(ticket.vmId, consoleKind.parse(ticket.kind));
    if (session.over === null && (await targets.generation(ticket.vmId)) === ticket.startGeneration)
      return far;
    far.destroy();
    return 403;
  };

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const admitted = await admitUpgrade(deps, options.permits, request, socket);
    if (!admitted) return;
    const { handshake, actor } = admitted;
    const ticket = await takeTicket(deps.db, ticketHash(ticketOf(handshake.protocols) ?? ''));
    if (!ticket || !isSameAccess(actor, ticket)) {
      return refuseUpgrade(socket, 403);
    }
    const session: Session = {
      actor,
      ticket,
      viewOnly: null,
      headers: credentialsOf(request.headers),
      near: null,
      over: null,
    };
    sessions.add(session);
    let opened = false;
    try {
      const far = await reach(request, session);
      if (typeof far === 'number') return refuseUpgrade(socket, far);
      opened = true;
      acceptHandshake(socket, handshake, consoleProtocol);
      const near = joinConsole(socket, { head, far, viewOnly: session.viewOnly !== false }, () => {
        sessions.delete(session);
        watchdog.remove(near);
      });
      session.near = near;
      watchdog.add(near);
      void targets
        .used(ticket.vmId)
        .catch((error: unknown) => deps.log.warn({ err: error }, 'use by a console'));
      deps.log.info({ vmId: ticket.vmId, userId: actor.userId, kind: ticket.kind }, 'console opened');
    } finally {
      if (!opened) sessions.delete(session);
    }
  };

  return {
    upgrade: (request, socket, head) => {
      void admit(request, socket, head).catch((error: unknown) => {
        deps.log.info({ err: error }, 'console refused');
        refuseUpgrade(socket, error instanceof AppError && error.code.startsWith('host.') ? 503 : 403);
      });
    },
    close: () => {
      for (const stop of ends) stop();
      end(() => true, consoleClose.serverClosing, 'server closing');
      void watchdog.close();
    },
  };
};

/** The ticket among the offered subprotocols; no URL or log ever holds it. */
const ticketOf = (protocols: readonly string[]): string | undefined =>
  protocols.find((p) => p.startsWith(ticketProtocolPrefix))?.slice(ticketProtocolPrefix.length);
