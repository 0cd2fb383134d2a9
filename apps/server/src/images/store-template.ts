import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import type { Outcome, StepContext } from '../operations/define-operation.ts';
import { correctImageSize } from './correct-image-size.ts';
import { forgetImage } from './forget-image.ts';
import { findImageRow, updateImage } from './image.rows.ts';
import { hashOfFile, lookAtImage } from './image-file.ts';
import { ImageRefused } from './image-refused.ts';
import { cleaningPath, convertedPath, openOwnFile, workFolder } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';

type Context = Pick<StepContext<unknown>, 'deps' | 'guard' | 'signal' | 'progress'>;

/** Where the copy of a disk is put that becomes an image; its folder is there afterwards. */
export const templatePath = async (deps: Deps, imageId: string): Promise<string> => {
  await mkdir(workFolder(deps.config, imageId), { recursive: true, mode: 0o700 });
  return convertedPath(deps.config, imageId);
};

/**
 * Brings the copy into the pool: looked at by our own reader, as whatever becomes an image, hashed, and counted for what it
 * has. What is not in the work folder any more is in the pool already.
 *
 * @throws ImageRefused, AppError `quota.exceeded`, `pool.full`
 */
export const storeTemplate = async (
  { deps, guard, signal, progress }: Context,
  imageId: string,
): Promise<void> => {
  const row = await mustFindImport(deps, imageId);
  const host = deps.hosts.byId(row.hostId);
  const path = convertedPath(deps.config, imageId);
  if (!existsSync(path) && (await host.hasImage(imageId, 'qcow2'))) return;
  await using file = await openOwnFile(path);
  const seen = await lookAtImage(file);
  if (seen.format !== 'qcow2') throw new ImageRefused('damaged');
  const { size } = await file.stat();
  await deps.db.transaction((tx) => correctImageSize(deps, tx, imageId, size));
  const sha256 = await hashOfFile(file, { signal, progress: (fraction) => progress(fraction / 2) });
  await updateImage(deps.db, imageId, { sha256, virtualSizeBytes: seen.virtualSizeBytes });
  await guard();
  await host.takeImage({
    imageId,
    format: 'qcow2',
    path,
    file,
    signal,
    progress: (fraction) => progress(0.5 + fraction / 2),
  });
};

export const unstoreTemplate = async ({ deps, guard }: Context, imageId: string): Promise<void> => {
  const row = await findImageRow(deps.db, imageId);
  if (!row) return;
  await guard();
  await deps.hosts.byId(row.hostId).deleteImage(imageId, 'qcow2');
};

export const finishTemplate = async ({ deps, guard }: Context, imageId: string): Promise<void> => {
  await guard();
  await updateImage(deps.db, imageId, { state: 'ready' });
  deps.live.publish('image.changed', { id: imageId });
};

export const unfinishTemplate = async ({ deps }: Context, imageId: string): Promise<void> => {
  await updateImage(deps.db, imageId, { state: 'building' });
};

/** What did not become a template leaves neither a row nor bytes that count: the operation says what happened. */
export const settleTemplate = async ({ deps }: Context, imageId: string, outcome: Outcome): Promise<void> => {
  await rm(workFolder(deps.config, imageId), { recursive: true, force: true });
  await rm(await cleaningPath(deps.config, imageId), { force: true });
  if (outcome !== 'succeeded') await forgetImage(deps, imageId);
  const row = await findImageRow(deps.db, imageId);
  if (row && row.ownerId !== null) deps.live.publish('quota.changed', { userId: row.ownerId });
};
