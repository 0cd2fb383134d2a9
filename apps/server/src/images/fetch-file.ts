import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { download } from '../outbound/download.ts';
import { readMirrors } from '../outbound/mirrors.ts';
import { correctImageSize } from './correct-image-size.ts';
import { fetchFailed } from './fetch-failed.ts';
import { fetchSource } from './fetch-source.ts';
import { hostRoomBytes } from './host-room.ts';
import { type ImageRow, updateImage } from './image.rows.ts';
import type { ImportInput } from './import-image-operation.ts';
import { incomingPath, makeIncomingFolder } from './incoming.ts';
import { unknownLengthStepBytes } from './look-at-url.ts';
import { mustFindImport } from './must-find-import.ts';

/** Larger than any installation medium or cloud image there is; what is larger comes by upload. */
export const largestFetchBytes = 64 * 1024 ** 3;

/**
 * Brings the file to `incomingPath`, going on with what is there. What is reserved for it follows what the server says of its
 * length; where it says nothing, a GiB more each time that is used up.
 *
 * @throws AppError `image.fetch_failed`, `quota.exceeded`, `pool.full`
 */
export const fetchFile = async (context: StepContext<ImportInput>): Promise<void> => {
  const { deps, input, signal, progress, guard, log } = context;
  const row = await mustFindImport(deps, input.imageId);
  const source = fetchSource.parse(row.source);
  const { mirrors } = await deps.settings.of(deps.db, 'imports');
  await makeIncomingFolder(deps.config);
  let reserved = row.sizeBytes;
  const reserve = async (sizeBytes: number): Promise<void> => {
    await requireRoom(deps, sizeBytes);
    if (sizeBytes === reserved) return;
    await deps.db.transaction((tx) => correctImageSize(deps, tx, row.id, sizeBytes));
    reserved = sizeBytes;
    tell(deps, row);
  };
  try {
    const length = await download({
      url: source.url,
      path: incomingPath(deps.config, row.id),
      mirrors: readMirrors(mirrors),
      validator: source.validator,
      signal,
      guard,
      begins: async ({ totalBytes, validator }) => {
        await reserve(totalBytes ?? Math.max(reserved, unknownLengthStepBytes));
        await updateImage(deps.db, row.id, { source: { ...source, validator } });
      },
      room: async (upTo) => {
        if (upTo > reserved) await reserve(reserved + unknownLengthStepBytes);
      },
      progress: (received, totalBytes) =>
        progress(
          totalBytes === null ? received / (received + unknownLengthStepBytes) : received / totalBytes,
        ),
      log: (what, error) => log.info({ err: error }, what),
    });
    await guard();
    await reserve(length);
  } catch (error) {
    throw fetchFailed(log, source.url, error);
  }
};

const requireRoom = async ({ config }: Deps, sizeBytes: number): Promise<void> => {
  if (sizeBytes > largestFetchBytes) {
    throw new AppError('pool.full', 'The file is larger than what LIMEN fetches.');
  }
  if (sizeBytes > (await hostRoomBytes(config))) {
    throw new AppError('pool.full', 'There is not enough room on this host for the file.');
  }
};

const tell = (deps: Deps, row: ImageRow): void => {
  deps.live.publish('image.changed', { id: row.id });
  if (row.ownerId !== null) deps.live.publish('quota.changed', { userId: row.ownerId });
};
