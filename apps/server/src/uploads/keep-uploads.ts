import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { cancelUpload } from './cancel-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { listComplete, listExpired } from './upload.rows.ts';

const everyMs = 60_000;
/** Whoever sent the last byte brings an upload to its end in that very request: this one found nobody who did. */
const forgottenMs = 30_000;

/**
 * Looks, now and every minute, for uploads that are all there and were not brought to their end, and gives up those to which
 * no byte came for too long. One bad upload never keeps the others waiting.
 */
export const lookAtUploads = async (deps: Deps, atStart = false): Promise<void> => {
  const now = deps.clock.now();
  const each = async (ids: readonly { id: string }[], job: (id: string) => Promise<void>): Promise<void> => {
    for (const { id } of ids) {
      await job(id).catch((error: unknown) => {
        if (!(error instanceof AppError)) deps.log.warn({ err: error, uploadId: id }, 'an upload');
      });
    }
  };
  const before = new Date(now.getTime() + (atStart ? 1 : -forgottenMs));
  await each(await listComplete(deps.db, before), (id) => finishUpload(deps, null, id));
  await each(await listExpired(deps.db, now), (id) => cancelUpload(deps, { via: 'system' }, id));
};

/** @returns a function that ends it, and every writer with it */
export const keepUploads = (deps: Deps): (() => Promise<void>) => {
  const stopWriters = deps.uploads.start();
  let looking: Promise<void> | null = null;
  const look = (atStart: boolean): void => {
    looking ??= lookAtUploads(deps, atStart)
      .catch((error: unknown) => deps.log.warn({ err: error }, 'uploads'))
      .finally(() => {
        looking = null;
      });
  };
  look(true);
  const timer = setInterval(() => look(false), everyMs);
  return async () => {
    clearInterval(timer);
    // whoever ends us takes the database away next
    await looking;
    await stopWriters();
  };
};
