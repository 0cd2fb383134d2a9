import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { heartbeatSeconds, liveClose, liveRequest } from '@limen/contract/live';
import type { Action } from '@limen/contract/rights';
import { admitUpgrade, credentialsOf, type Permits } from '../auth/admit-upgrade.ts';
import { type Actor, audienceOf, isEndedWith, may, type ObjectRef } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { refuseUpgrade } from '../lib/refuse-upgrade.ts';
import { acceptHandshake } from '../lib/websocket/handshake.ts';
import { ServerWebSocket } from '../lib/websocket/server-web-socket.ts';
import { Watchdog } from '../lib/websocket/watchdog.ts';
import { wholeMessages } from '../lib/websocket/whole-messages.ts';
import type { BusEvents } from './bus.ts';
import { LiveFrames, type Unnumbered } from './live-frames.ts';
import type { LiveSources, Shown } from './live-sources.ts';

/** A reader this far behind does not read at all: it is cut, and gets a snapshot when it comes back. */
const mostBufferedBytes = 1024 * 1024;
/** A reader that takes nothing of what waits for it, for this long, is cut as well. */
const stalledAfterMs = 30_000;
/** All a client ever says is `resync`. */
const limits = { maxMessageBytes: 1024, maxFragments: 4 };
/** Changes while one snapshot is read: more than that, and the snapshot is too slow to be of use. */
const mostWaiting = 10_000;
const mostPerUser = 20;
/** A client that asks for more snapshots than this a heartbeat is not a page of ours. */
const mostRequests = 30;

type Subscriber = {
  socket: ServerWebSocket;
  actor: Actor;
  /** Who is behind the connection, asked again before each snapshot. */
  headers: IncomingMessage['headers'];
  seq: number;
  /** Messages that came while the snapshot was read; null once it was sent. */
  waiting: LiveFrames[] | null;
  /** Ends when the last snapshot that was asked for has been sent. */
  snapshots: Promise<void>;
  requests: number;
};

export type LiveSocket = {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  close: () => void;
};

const nothing = {
  vms: [],
  hosts: [],
  images: [],
  operations: [],
  users: [],
  quota: null,
  quotaRequests: [],
};

/**
 * `/api/live`: a snapshot, then every change the reader may see, numbered. An object is read once an event and written
 * once an audience (the readers with the same rights to it), however many look at it; the policy is asked for each of
 * them. A person who waits for approval hears about their own account only.
 */
export const createLiveSocket = (
  deps: Deps,
  options: { permits: Permits; sources: LiveSources },
): LiveSocket => {
  const { sources } = options;
  const subscribers = new Set<Subscriber>();
  const watchdog = new Watchdog({
    heartbeatMs: heartbeatSeconds * 1000,
    stalledAfterMs,
    stalledCode: liveClose.tooSlow,
  });

  const send = (to: Subscriber, frames: LiveFrames): void => {
    if (to.waiting && to.waiting.length < mostWaiting) {
      to.waiting.push(frames);
      return;
    }
    if (to.waiting || to.socket.bufferedBytes > mostBufferedBytes) {
      to.socket.close(liveClose.tooSlow, 'too slow');
      return;
    }
    to.seq += 1;
    to.socket.sendFrame(frames.numbered(to.seq));
  };

  const sendSnapshot = async (to: Subscriber): Promise<void> => {
    if (!to.socket.isOpen()) return;
    to.waiting = [];
    // whoever asks may have lost the session, or gained or lost rights, since the last look
    const actor = await deps.actors.of(to.headers);
    if (!actor) {
      to.socket.close(liveClose.signedOut, 'signed out');
      return;
    }
    to.actor = actor;
    const snapshot = actor.approval === 'approved' ? await sources.snapshot(actor) : nothing;
    const buffered = to.waiting;
    to.waiting = null;
    send(to, new LiveFrames({ type: 'snapshot', ...snapshot }));
    for (const frames of buffered) send(to, frames);
  };

  /** One snapshot after the other; a reader who cannot get one is let go, and comes back. */
  const resync = (to: Subscriber): void => {
    to.snapshots = to.snapshots
      .then(() => sendSnapshot(to))
      .catch((error: unknown) => {
        deps.log.warn({ err: error }, 'live snapshot');
        to.socket.destroy();
      });
  };

  const careful = (work: Promise<unknown>, what: string): void => {
    void work.catch((error: unknown) => deps.log.warn({ err: error }, what));
  };

  const tell = async <T>(
    action: Action | null,
    shown: Shown<T> | Promise<Shown<T> | undefined>,
    message: (view: T) => Unnumbered,
    concerns: (actor: Actor, object: ObjectRef) => boolean = () => true,
  ): Promise<void> => {
    const found = await shown;
    if (!found) return;
    const byAudience = new Map<string, LiveFrames>();
    for (const to of subscribers) {
      // an account is its own person's to see, approved or not
      const allowed =
        action === null
          ? may(to.actor, 'user:list') || found.ownerId === to.actor.userId
          : may(to.actor, action, found);
      if (!allowed || !concerns(to.actor, found)) continue;
      const audience = `${audienceOf(to.actor, found)} ${found.variantOf?.(to.actor) ?? ''}`;
      let frames = byAudience.get(audience);
      if (!frames) {
        frames = new LiveFrames(message(found.present(to.actor)));
        byAudience.set(audience, frames);
      }
      send(to, frames);
    }
  };
  /** Who may do what with a machine or an image has changed this often: what was read before the last time is read again. */
  let accessChanges = 0;
  const readFresh = async <T>(read: () => Promise<T>): Promise<T> => {
    const before = accessChanges;
    const found = await read();
    return before === accessChanges ? found : readFresh(read);
  };
  const tellQuota = (userId: string): Promise<void> =>
    tell('quota:read', sources.quota(userId), (quota) => ({ type: 'quota.changed', quota }));
  const tellGone = (action: Action, ref: ObjectRef, message: Unnumbered): void => {
    const frames = new LiveFrames(message);
    for (const to of subscribers) if (may(to.actor, action, ref)) send(to, frames);
  };

  /** The shares went with it: its last operation is for those who see it without one. */
  const tellGoneWithShares = (
    noun: 'vm' | 'image',
    { id, ref, revision }: { id: string; ref: ObjectRef; revision: number },
  ): void => {
    const gone = { type: `${noun}.removed`, id, revision } as const;
    const frames = { owned: new LiveFrames(gone), shared: new LiveFrames({ ...gone, hidden: true }) };
    const { shares: _, ...withoutShares } = ref;
    for (const to of subscribers) {
      if (!may(to.actor, `${noun}:read`, ref)) continue;
      send(to, may(to.actor, `${noun}:read`, withoutShares) ? frames.owned : frames.shared);
    }
  };

  const on = <K extends keyof BusEvents>(type: K, listener: (event: BusEvents[K]) => unknown) =>
    deps.live.on(type, (event) => {
      const work = listener(event);
      if (work instanceof Promise) careful(work, type);
    });
  const ends = [
    on('vm.changed', ({ id, view }) =>
      tell('vm:read', view ?? readFresh(() => sources.vm(id)), (vm) => ({ type: 'vm.changed', vm })),
    ),
    on('image.changed', ({ id }) =>
      tell(
        'image:read',
        readFresh(() => sources.image(id)),
        (image) => ({ type: 'image.changed', image }),
      ),
    ),
    on('host.changed', ({ id }) =>
      tell('host:read', sources.host(id), (host) => ({ type: 'host.changed', host })),
    ),
    on('operation.changed', ({ id }) =>
      tell(
        'operation:read',
        readFresh(() => sources.operation(id)),
        (operation) => ({
          type: 'operation.changed',
          operation,
        }),
      ),
    ),
    on('user.changed', async ({ id }) => {
      const found = await sources.user(id);
      if (!found) {
        // an id is never given twice: nothing that is still on its way about them is newer
        tellGone(
          'user:list',
          { ownerId: null },
          { type: 'user.removed', id, revision: Number.MAX_SAFE_INTEGER },
        );
        return;
      }
      for (const to of subscribers) {
        if (to.actor.userId !== id) continue;
        const before = to.actor;
        const view = found.present(before);
        to.actor = { ...before, approval: view.approval, role: view.role };
        // somebody with other rights sees other things
        if (before.approval !== view.approval || before.role !== view.role) resync(to);
      }
      await tell(null, Promise.resolve(found), (user) => ({ type: 'user.changed', user }));
    }),
    on('vm.access.changed', async ({ id, userId }) => {
      accessChanges += 1;
      const found = await readFresh(() => sources.vm(id));
      if (!found) return;
      for (const to of subscribers) {
        // to whoever sees it, `vm.changed` has shown it
        if (to.actor.userId !== userId || may(to.actor, 'vm:read', found)) continue;
        const { revision } = found.present(to.actor);
        send(to, new LiveFrames({ type: 'vm.removed', id, revision, hidden: true }));
      }
    }),
    on('image.access.changed', async ({ id, userId }) => {
      accessChanges += 1;
      const found = await readFresh(() => sources.image(id));
      if (!found) return;
      for (const to of subscribers) {
        // who could see it before, at most; to whoever sees it now, `image.changed` has shown it
        const concerned =
          userId === undefined ? to.actor.approval === 'approved' : to.actor.userId === userId;
        if (!concerned || may(to.actor, 'image:read', found)) continue;
        const { revision } = found.present(to.actor);
        send(to, new LiveFrames({ type: 'image.removed', id, revision, hidden: true }));
      }
    }),
    on('vm.removed', ({ id, ref, revision }) => tellGoneWithShares('vm', { id, ref, revision })),
    on('image.removed', ({ id, ref, revision }) => tellGoneWithShares('image', { id, ref, revision })),
    on('quota.changed', ({ userId }) => tellQuota(userId)),
    on('quotaRequest.changed', ({ id }) =>
      tell('quota:read', sources.quotaRequest(id), (quotaRequest) => ({
        type: 'quotaRequest.changed',
        quotaRequest,
      })),
    ),
    on('setting.changed', async ({ key }) => {
      if (key !== 'quotaDefaults') return;
      // whoever looks sees their own limits move; the others read them when they come
      for (const userId of new Set([...subscribers].map((to) => to.actor.userId))) await tellQuota(userId);
    }),
    on('notice', ({ code, vmId }) =>
      tell(
        'vm:read',
        readFresh(() => sources.vm(vmId)),
        (vm) => ({ type: 'notice', code, vmId, vmName: vm.name }),
        // it is for whoever can do something about it, not for everybody who sees the machine
        code === 'vm.lease_ends' ? (actor, { ownerId }) => ownerId === actor.userId : undefined,
      ),
    ),
    on('access.ended', (ended) => {
      for (const { socket, actor } of subscribers) {
        if (isEndedWith(actor, ended)) socket.close(liveClose.signedOut, 'signed out');
      }
    }),
    on('access.unknown', ({ askable }) => {
      for (const to of subscribers) {
        if (askable) resync(to);
        else to.socket.destroy();
      }
    }),
  ];

  const forgetRequests = setInterval(() => {
    for (const to of subscribers) to.requests = 0;
  }, heartbeatSeconds * 1000);

  const accept = (
    request: IncomingMessage,
    socket: Duplex,
    { head, actor }: { head: Buffer; actor: Actor },
  ): void => {
    const subscriber: Subscriber = {
      socket: new ServerWebSocket(socket, {
        limits,
        head,
        owner: {
          part: wholeMessages((message) => {
            subscriber.requests += 1;
            if (subscriber.requests > mostRequests || !isRequest(message)) {
              subscriber.socket.close(liveClose.badMessage, 'not understood');
            } else resync(subscriber);
          }),
          ended: () => {
            subscribers.delete(subscriber);
            watchdog.remove(subscriber.socket);
          },
        },
      }),
      actor,
      headers: credentialsOf(request.headers),
      seq: 0,
      waiting: [],
      snapshots: Promise.resolve(),
      requests: 0,
    };
    subscribers.add(subscriber);
    watchdog.add(subscriber.socket);
    resync(subscriber);
  };

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const admitted = await admitUpgrade(deps, options.permits, request, socket);
    if (!admitted) return;
    const { handshake, actor } = admitted;
    let mine = 0;
    for (const s of subscribers) if (s.actor.userId === actor.userId) mine += 1;
    if (mine >= mostPerUser) return refuseUpgrade(socket, 429);
    acceptHandshake(socket, handshake);
    accept(request, socket, { head, actor });
  };

  return {
    upgrade: (request, socket, head) => {
      careful(
        admit(request, socket, head).catch((error: unknown) => {
          refuseUpgrade(socket, 503);
          throw error;
        }),
        'live upgrade',
      );
    },
    close: () => {
      clearInterval(forgetRequests);
      for (const end of ends) end();
      void watchdog.close();
    },
  };
};

const isRequest = (message: string | Buffer): boolean => {
  if (typeof message !== 'string') return false;
  try {
    return liveRequest.safeParse(JSON.parse(message)).success;
  } catch {
    return false;
  }
};
