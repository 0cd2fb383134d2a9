import type { FileHandle } from 'node:fs/promises';
import type { Accepted } from '@limen/image-format/inspected';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { detectSystem } from '../osinfo/detect-system.ts';
import { findQuota } from '../quotas/get-quota.ts';
import { correctImageSize } from './correct-image-size.ts';
import { identifyImport } from './identify-import.ts';
import { type ImageRow, updateImage } from './image.rows.ts';
import { hashOfFile, lookAtImage } from './image-file.ts';
import { ImageRefused } from './image-refused.ts';
import type { ImportInput } from './import-image-operation.ts';
import { mustFindImport } from './must-find-import.ts';
import { incomingPath, openOwnFile } from './incoming.ts';

/** stat(2): `st_blocks`. */
const statBlockBytes = 512;

/**
 * Looks at the file, counts its bytes, hashes it, and asks whether its owner has it already.
 *
 * @throws ImageRefused, AppError `image.checksum`, `image.exists`, `quota.exceeded`
 */
export const checkImport = async ({
  deps,
  input,
  guard,
  signal,
  progress,
}: StepContext<ImportInput>): Promise<void> => {
  const row = await mustFindImport(deps, input.imageId);
  await using file = await openOwnFile(incomingPath(deps.config, input.imageId));
  const seen = await lookAtImage(file, announced(row));
  // on disk before anything is said of it: a host that loses power must not have an image of zeros
  await file.sync();
  await requireUsableSize(deps, row, seen);
  await keepPromises(file, seen, signal);
  // of what came packed there is the hash already: of the file as it came
  const sha256 = row.sha256 ?? (await identifyImport({ deps, signal, progress }, row, file));
  const { size, blocks } = await file.stat();
  // what somebody has said of it counts before what it says of itself
  const osId = row.osId ?? (await systemOf(deps, seen, row.fileName));
  await guard();
  await deps.db.transaction(async (tx) => {
    // what becomes another file takes no more meanwhile than is in it, an unpacked disk least of all
    const taken = seen.format === 'raw' ? Math.min(size, blocks * statBlockBytes) : size;
    await correctImageSize(deps, tx, row.id, taken);
    await updateImage(tx, row.id, {
      kind: seen.format === 'iso' ? 'iso' : 'disk',
      // every disk becomes a qcow2; an ISO is what we call raw
      format: seen.format === 'iso' ? 'raw' : 'qcow2',
      virtualSizeBytes: seen.virtualSizeBytes,
      volumeId: seen.volumeId,
      osId,
      firmwares: seen.firmwares,
      sha256,
    });
  });
  deps.live.publish('image.changed', { id: row.id });
  if (row.ownerId !== null) deps.live.publish('quota.changed', { userId: row.ownerId });
};

/** null: not known. That it could not be found out is no reason to refuse a file. */
const systemOf = (deps: Deps, seen: Accepted, fileName: string | null): Promise<string | null> =>
  detectSystem({ ...seen, fileName }).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'the system on an image could not be looked up');
    return null;
  });

/** Its name says that it is a disk as it is, with a boot sector or without; packed or in a tar, too. */
export const announced = (row: Pick<ImageRow, 'fileName'>): { raw: boolean } => ({
  raw: /\.(raw|img|tar|tgz)(\.(xz|gz|zst))?$/i.test(row.fileName ?? ''),
});

/** A disk that no machine of its owner could ever have is of no use to them, however small its file is. */
const requireUsableSize = async (deps: Deps, row: ImageRow, seen: Accepted): Promise<void> => {
  if (row.ownerId === null || seen.format === 'iso') return;
  const most = (await findQuota(deps, row.ownerId))?.diskBytes.limit ?? null;
  if (most !== null && seen.virtualSizeBytes > most) {
    throw new AppError('quota.exceeded', 'The disk in this file is larger than your quota for disks.', {
      field: 'diskBytes',
    });
  }
};

/** The manifest of an OVA: hashes of its parts. */
const keepPromises = async (file: FileHandle, seen: Accepted, signal: AbortSignal): Promise<void> => {
  for (const { algorithm, hex, ...part } of seen.promised) {
    if ((await hashOfFile(file, { algorithm, part, signal })) !== hex) throw new ImageRefused('ova_manifest');
  }
};
