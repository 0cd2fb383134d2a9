import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { heartbeatSeconds, type LiveMessage, liveClose, liveRequest } from '@limen/contract/live';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { loadActor } from '../auth/load-actor.ts';
import { type Action, type Actor, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';
import type { BusEvents } from './bus.ts';
import type { LiveSources, Shown } from './live-sources.ts';

/** A reader this far behind does not read at all: it is cut, and gets a snapshot when it comes back. */
const mostBufferedBytes = 1024 * 1024;
/** All a client ever says is `resync`. */
const mostFrameBytes = 1024;
/** Changes while one snapshot is read: more than that, and the snapshot is too slow to be of use. */
const mostWaiting = 10_000;
const mostPerUser = 20;
/** A client that asks for more snapshots than this a heartbeat is not a page of ours. */
const mostRequests = 30;

type Unnumbered = LiveMessage extends infer M ? (M extends LiveMessage ? Omit<M, 'seq'> : never) : never;

type Subscriber = {
  socket: WebSocket;
  actor: Actor;
  seq: number;
  /** Messages that came while the snapshot was read; null once it was sent. */
  waiting: Unnumbered[] | null;
  /** Ends when the last snapshot that was asked for has been sent. */
  snapshots: Promise<void>;
  alive: boolean;
  requests: number;
};

export type LiveSocket = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => void;
};

/**
 * `/api/live`: a snapshot, then every change the reader may see, numbered. An object is read once an event, however many
 * look at it; the policy is asked for each of them. A person who waits for approval hears about their own account only.
 */
export const createLiveSocket = (
  deps: Deps,
  options: { permits: (headers: IncomingMessage['headers']) => boolean; sources: LiveSources },
): LiveSocket => {
  const { sources } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: mostFrameBytes,
    perMessageDeflate: false,
  });
  const subscribers = new Set<Subscriber>();

  const send = (to: Subscriber, message: Unnumbered): void => {
    if (to.waiting && to.waiting.length < mostWaiting) {
      to.waiting.push(message);
      return;
    }
    if (to.waiting || to.socket.bufferedAmount > mostBufferedBytes) {
      to.socket.close(liveClose.tooSlow, 'too slow');
      to.socket.terminate();
      return;
    }
    to.seq += 1;
    to.socket.send(JSON.stringify({ seq: to.seq, ...message }));
  };

  const sendSnapshot = async (to: Subscriber): Promise<void> => {
    to.waiting = [];
    const snapshot =
      to.actor.approval === 'approved'
        ? await sources.snapshot(to.actor)
        : { vms: [], hosts: [], images: [], operations: [], users: [] };
    const buffered = to.waiting;
    to.waiting = null;
    send(to, { type: 'snapshot', ...snapshot });
    for (const message of buffered) send(to, message);
  };

  /** One snapshot after the other; a reader who cannot get one is let go, and comes back. */
  const resync = (to: Subscriber): Promise<void> => {
    to.snapshots = to.snapshots
      .then(() => sendSnapshot(to))
      .catch((error: unknown) => {
        deps.log.warn({ err: error }, 'live snapshot');
        to.socket.terminate();
      });
    return to.snapshots;
  };

  const careful = (work: Promise<unknown>, what: string): void => {
    void work.catch((error: unknown) => deps.log.warn({ err: error }, what));
  };

  const tell = async <T>(
    action: Action | null,
    shown: Promise<Shown<T> | undefined>,
    message: (view: T) => Unnumbered,
  ): Promise<void> => {
    const found = await shown;
    if (!found) return;
    for (const to of subscribers) {
      const object = { ownerId: found.ownerId };
      // an account is its own person's to see, approved or not
      const allowed =
        action === null
          ? may(to.actor, 'user:list') || found.ownerId === to.actor.userId
          : may(to.actor, action, object);
      if (allowed) send(to, message(found.present(to.actor)));
    }
  };

  const on = <K extends keyof BusEvents>(type: K, listener: (event: BusEvents[K]) => unknown) =>
    deps.live.on(type, (event) => {
      const work = listener(event);
      if (work instanceof Promise) careful(work, type);
    });
  const ends = [
    on('vm.changed', ({ id }) => tell('vm:read', sources.vm(id), (vm) => ({ type: 'vm.changed', vm }))),
    on('image.changed', ({ id }) =>
      tell('image:read', sources.image(id), (image) => ({ type: 'image.changed', image })),
    ),
    on('host.changed', ({ id }) =>
      tell('host:read', sources.host(id), (host) => ({ type: 'host.changed', host })),
    ),
    on('operation.changed', ({ id }) =>
      tell('operation:read', sources.operation(id), (operation) => ({
        type: 'operation.changed',
        operation,
      })),
    ),
    on('user.changed', async ({ id }) => {
      const found = await sources.user(id);
      if (!found) return;
      for (const to of subscribers) {
        if (to.actor.userId !== id) continue;
        const before = to.actor.approval;
        const view = found.present(to.actor);
        to.actor = { ...to.actor, approval: view.approval, role: view.role };
        // becoming somebody who may see things is a new snapshot
        if (before !== view.approval) careful(resync(to), 'resync');
      }
      await tell(null, Promise.resolve(found), (user) => ({ type: 'user.changed', user }));
    }),
    on('vm.removed', ({ id, ownerId, revision }) => {
      for (const to of subscribers) {
        if (may(to.actor, 'vm:read', { ownerId })) send(to, { type: 'vm.removed', id, revision });
      }
    }),
    on('image.removed', ({ id, revision }) => {
      for (const to of subscribers) {
        if (may(to.actor, 'image:read', { ownerId: null })) send(to, { type: 'image.removed', id, revision });
      }
    }),
    on('notice', ({ code, vmId }) =>
      tell('vm:read', sources.vm(vmId), (vm) => ({ type: 'notice', code, vmId, vmName: vm.name })),
    ),
    on('access.ended', ({ userId, sessionId }) => {
      for (const { socket, actor } of subscribers) {
        if (actor.userId === userId && (sessionId === undefined || actor.sessionId === sessionId)) {
          socket.close(liveClose.signedOut, 'signed out');
        }
      }
    }),
  ];

  // two silent rounds: the first only asks
  const heartbeat = setInterval(() => {
    for (const to of subscribers) {
      if (!to.alive) to.socket.terminate();
      to.alive = false;
      to.requests = 0;
      to.socket.ping();
    }
  }, heartbeatSeconds * 1000);

  const accept = (socket: WebSocket, actor: Actor): void => {
    const subscriber: Subscriber = {
      socket,
      actor,
      seq: 0,
      waiting: [],
      snapshots: Promise.resolve(),
      alive: true,
      requests: 0,
    };
    subscribers.add(subscriber);
    socket.on('pong', () => {
      subscriber.alive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => subscribers.delete(subscriber));
    socket.on('message', (data, isBinary) => {
      subscriber.requests += 1;
      const request = isBinary ? undefined : parseRequest(data);
      if (!request || subscriber.requests > mostRequests) {
        socket.close(liveClose.badMessage, 'not understood');
        return;
      }
      careful(resync(subscriber), 'resync');
    });
    careful(resync(subscriber), 'snapshot');
  };

  return {
    upgrade: (request, socket, head) => {
      if (!options.permits(request.headers)) return refuseUpgrade(socket, 403);
      careful(
        (async () => {
          const actor = await loadActor(deps.auth, request.headers);
          if (!actor) return refuseUpgrade(socket, 401);
          const mine = [...subscribers].filter((s) => s.actor.userId === actor.userId);
          if (mine.length >= mostPerUser) return refuseUpgrade(socket, 429);
          server.handleUpgrade(request, socket, head, (opened) => accept(opened, actor));
        })().catch((error: unknown) => {
          refuseUpgrade(socket, 503);
          throw error;
        }),
        'live upgrade',
      );
    },
    close: () => {
      clearInterval(heartbeat);
      for (const end of ends) end();
      for (const { socket } of subscribers) socket.close(liveClose.serverClosing, 'server closing');
      server.close();
    },
  };
};

const parseRequest = (data: RawData): { type: 'resync' } | undefined => {
  try {
    // one buffer: `ws` gives fragments only where it was asked to
    return liveRequest.safeParse(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '')).data;
  } catch {
    return undefined;
  }
};
