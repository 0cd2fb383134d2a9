import { closeCode } from './frames.ts';
import type { ServerWebSocket } from './server-web-socket.ts';

export type WatchdogOptions = {
  /** Between two pings; a peer that was silent for two whole rounds is gone. */
  heartbeatMs: number;
  /** A peer that takes nothing of what waits for it, for this long, is closed. */
  stalledAfterMs: number;
  /** With this code. */
  stalledCode: number;
};

/** The steps of stalledAfterMs in which it is looked at. */
const looks = 8;

type Seen = { heard: number; silentRounds: number; taken: number; takenAt: number };

/**
 * Ends connections whose peer is gone or does not read: half-open ones after at most three heartbeats (45 s at 15), stalled
 * ones after `stalledAfterMs` and an eighth. One timer for all of them. `beat` and `look` are what the timers call.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #seen = new Map<ServerWebSocket, Seen>();
  readonly #timers: NodeJS.Timeout[];

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#timers = [
      setInterval(() => this.beat(), options.heartbeatMs).unref(),
      setInterval(() => this.look(performance.now()), options.stalledAfterMs / looks).unref(),
    ];
  }

  add(socket: ServerWebSocket): void {
    this.#seen.set(socket, { heard: 0, silentRounds: 0, taken: 0, takenAt: performance.now() });
  }

  remove(socket: ServerWebSocket): void {
    this.#seen.delete(socket);
  }

  /** A heartbeat: whoever said nothing in two of them is gone. */
  beat(): void {
    for (const [socket, seen] of this.#seen) {
      // whom we do not read at the moment we cannot hear
      const silent = socket.heardChunks === seen.heard && !socket.isPaused();
      seen.silentRounds = silent ? seen.silentRounds + 1 : 0;
      seen.heard = socket.heardChunks;
      if (seen.silentRounds >= 2) socket.destroy();
      else socket.ping();
    }
  }

  /** Looks whether what waits for the peers goes anywhere. @param nowMs monotonic */
  look(nowMs: number): void {
    for (const [socket, seen] of this.#seen) {
      if (socket.bufferedBytes === 0 || socket.takenBytes !== seen.taken) {
        seen.taken = socket.takenBytes;
        seen.takenAt = nowMs;
      } else if (nowMs - seen.takenAt >= this.#options.stalledAfterMs) {
        socket.close(this.#options.stalledCode, 'too slow');
      }
    }
  }

  /** Ends all of them, and itself. @returns when they are closed */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const sockets = [...this.#seen.keys()];
    for (const socket of sockets) socket.close(closeCode.goingAway, 'server closing');
    await Promise.all(sockets.map((socket) => socket.whenClosed()));
  }
}
