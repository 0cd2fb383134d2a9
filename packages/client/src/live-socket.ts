import { type LiveMessage, liveClose, liveMessage } from '@limen/contract/live';

/**
 *   connecting ──snapshot──▶ live ──closed──▶ lost ──backoff──▶ connecting …
 *                                     └─ by the server, for good ─▶ ended
 *
 * `since` (ms of the epoch) says when the data on the screen was last known to be true: in `lost` and in the attempts
 * after it, when the connection broke.
 */
export type LiveStatus =
  | { readonly phase: 'connecting'; readonly since: number }
  | { readonly phase: 'live'; readonly since: number }
  | { readonly phase: 'lost'; readonly since: number; readonly retryAt: number }
  | { readonly phase: 'ended'; readonly reason: 'signed_out' };

export type LiveSocketOptions = {
  /** `ws://…/api/live`; in a page a path does. */
  url: string;
  /** Messages in order and without gaps; after a gap the next is a snapshot. */
  onMessage: (message: LiveMessage) => void;
  onStatus: (status: LiveStatus) => void;
  /** The n-th retry waits a random time up to `first · 2ⁿ`, at most `most`; never less than half of it. */
  backoffMs?: { first: number; most: number };
  /** An answer to a resync, or the first snapshot, that takes longer means: the connection is dead. */
  silenceMs?: number;
  random?: () => number;
};

export type LiveSocket = {
  /** Call when the page woke up or the network came back: asks for a snapshot, or retries at once. */
  wake: () => void;
  /** Ends it for good; nothing is told afterwards. */
  close: () => void;
};

/** ms to wait before the n-th retry (from 0). Jitter, so that all pages do not come back in the same instant. */
export const backoff = (
  retry: number,
  bounds: { first: number; most: number },
  random: () => number,
): number => {
  const full = Math.min(bounds.most, bounds.first * 2 ** Math.min(retry, 30));
  return full / 2 + (random() * full) / 2;
};

/**
 * The live connection of a page: checks that no message was missed, asks for a snapshot after a gap, comes back by itself.
 */
export const openLiveSocket = (options: LiveSocketOptions): LiveSocket => {
  const bounds = options.backoffMs ?? { first: 500, most: 15_000 };
  const silenceMs = options.silenceMs ?? 10_000;
  const random = options.random ?? Math.random;
  let socket: WebSocket | undefined;
  let status: LiveStatus = { phase: 'connecting', since: Date.now() };
  let lastSeq = 0;
  let awaitingSnapshot = true;
  let retries = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const tell = (next: LiveStatus): void => {
    status = next;
    options.onStatus(next);
  };

  const expectSnapshot = (): void => {
    awaitingSnapshot = true;
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => drop(), silenceMs);
  };

  const drop = (): void => {
    const dead = socket;
    lost();
    dead?.close();
  };

  const resync = (): void => {
    if (!awaitingSnapshot) socket?.send(JSON.stringify({ type: 'resync' }));
    expectSnapshot();
  };

  const receive = (data: unknown): void => {
    const parsed = readMessage(data);
    if (!parsed) return resync();
    const message = parsed;
    if (message.type === 'snapshot') {
      clearTimeout(silenceTimer);
      awaitingSnapshot = false;
      lastSeq = message.seq;
      retries = 0;
      options.onMessage(message);
      if (status.phase !== 'live') tell({ phase: 'live', since: Date.now() });
      return;
    }
    // what comes before the snapshot is in the snapshot
    if (awaitingSnapshot) return;
    if (message.seq !== lastSeq + 1) return resync();
    lastSeq = message.seq;
    options.onMessage(message);
  };

  const lost = (): void => {
    clearTimeout(silenceTimer);
    socket = undefined;
    const since = status.phase === 'lost' || status.phase === 'connecting' ? status.since : Date.now();
    const wait = backoff(retries, bounds, random);
    retries += 1;
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, wait);
    tell({ phase: 'lost', since, retryAt: Date.now() + wait });
  };

  const connect = (): void => {
    clearTimeout(retryTimer);
    const mine = new WebSocket(options.url);
    socket = mine;
    if (status.phase === 'lost') tell({ phase: 'connecting', since: status.since });
    expectSnapshot();
    mine.addEventListener('message', (event: MessageEvent) => {
      if (socket === mine && !closed) receive(event.data as unknown); // a DOM event's data is `any`
    });
    mine.addEventListener('close', (event) => {
      if (socket !== mine || closed) return;
      if (event.code === liveClose.signedOut) {
        socket = undefined;
        clearTimeout(silenceTimer);
        tell({ phase: 'ended', reason: 'signed_out' });
      } else lost();
    });
  };

  connect();
  return {
    wake: () => {
      if (closed || status.phase === 'ended') return;
      if (status.phase === 'lost') {
        retries = 0;
        connect();
      } else if (status.phase === 'live') resync();
    },
    close: () => {
      closed = true;
      clearTimeout(retryTimer);
      clearTimeout(silenceTimer);
      socket?.close();
      socket = undefined;
    },
  };
};

/** null: not a message of the contract. */
const readMessage = (data: unknown): LiveMessage | null => {
  if (typeof data !== 'string') return null;
  try {
    return liveMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
};
