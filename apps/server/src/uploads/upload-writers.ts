import { setTimeout as delay } from 'node:timers/promises';
import { type Actor, isEndedWith } from '../auth/policy.ts';
import { AppError } from '../lib/app-error.ts';
import { AtMostEvery } from '../lib/at-most-every.ts';
import type { Bus } from '../live/bus.ts';

/** A writer to whom no byte came for so long may be pushed aside by the next: a laptop went to sleep, its network is gone. */
const halfDeadMs = 5000;
/** Without a byte for so long it ends by itself, so that dead connections do not stay. */
const idleMs = 60_000;
/** How long a writer takes at most to bring what it has to the disk when it is asked to end. */
const endsWithinMs = 10_000;
const lookMs = 5000;
const tellMs = 1000;

type Writer = { actor: Actor | null; touchedAt: number; stop: () => void; ended: Promise<void> };

/** A turn at an upload: as long as it lasts nobody else in this process writes to it. */
export type Turn = { touch: () => void; end: () => void };

/**
 * Who writes to which upload, at most one each.
 *
 *     free ──take──▶ writing ──end──▶ free
 *                       │ another comes: `upload.conflict`; or, where no byte came for 5 s, the first is asked to end and
 *                       │ the other waits for that
 *                       └──60 s without a byte, its session ends, the server closes──▶ asked to end: what came is kept
 *
 * What writers in other processes do is seen by the row (`moveReceived`).
 */
export class UploadWriters {
  readonly #writers = new Map<string, Writer>();
  readonly #tell = new AtMostEvery(tellMs);
  readonly #live: Bus;
  #closed = false;

  constructor(live: Bus) {
    this.#live = live;
  }

  /** Ends writers whose person lost the right to, and those to whom no byte comes. @returns a function that ends all of them */
  start(): () => Promise<void> {
    const unsubscribe = this.#live.on('access.ended', (ended) => {
      this.#stopWhere(({ actor }) => actor !== null && isEndedWith(actor, ended));
    });
    const timer = setInterval(() => {
      const before = Date.now() - idleMs;
      this.#stopWhere(({ touchedAt }) => touchedAt < before);
    }, lookMs);
    return async () => {
      this.#closed = true;
      clearInterval(timer);
      unsubscribe();
      this.#stopWhere(() => true);
      const all = Promise.all(Array.from(this.#writers.values(), ({ ended }) => ended));
      await Promise.race([all, delay(endsWithinMs, undefined, { ref: false })]);
    };
  }

  /**
   * @param stop asks this writer to end soon; called any number of times
   * @param over push aside whoever is at it, alive or not
   * @throws AppError `upload.conflict`
   */
  async take(
    uploadId: string,
    { actor, stop, over = false }: { actor: Actor | null; stop: () => void; over?: boolean },
  ): Promise<Turn> {
    const giveUpAt = Date.now() + endsWithinMs;
    for (;;) {
      const held = this.#writers.get(uploadId);
      if (!held) break;
      const alive = Date.now() - held.touchedAt < halfDeadMs;
      if ((alive && !over) || Date.now() > giveUpAt) throw beingWritten();
      held.stop();
      await Promise.race([held.ended, delay(endsWithinMs, undefined, { ref: false })]);
    }
    if (this.#closed)
      throw new AppError('server.unavailable', 'The server is closing.', { retryAfterSeconds: 3 });
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const writer: Writer = { actor, touchedAt: Date.now(), stop, ended };
    this.#writers.set(uploadId, writer);
    return {
      touch: () => {
        writer.touchedAt = Date.now();
      },
      end: () => {
        if (this.#writers.get(uploadId) === writer) this.#writers.delete(uploadId);
        resolve();
      },
    };
  }

  /** Tells whoever sees the image how far it is: at most once a second, the last always. */
  tell(imageId: string): void {
    this.#tell.run(imageId, () => this.#live.publish('image.changed', { id: imageId }));
  }

  #stopWhere(is: (writer: Writer) => boolean): void {
    for (const writer of this.#writers.values()) if (is(writer)) writer.stop();
  }
}

const beingWritten = (): AppError =>
  new AppError('upload.conflict', 'Somebody else is sending this file just now.', { retryAfterSeconds: 5 });
