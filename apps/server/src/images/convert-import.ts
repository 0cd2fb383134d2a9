import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkTables, convertToQcow2 } from '../hypervisor/qemu-img.ts';
import { networkIsolation } from '../lib/run-limited.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { asImportError } from './as-import-error.ts';
import { announced } from './check-import.ts';
import { correctImageSize } from './correct-image-size.ts';
import type { ImageRow } from './image.rows.ts';
import { lookAtImage } from './image-file.ts';
import { ImageRefused } from './image-refused.ts';
import type { ImportInput } from './import-image-operation.ts';
import { convertedPath, incomingPath, openOwnFile, workFolder } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';
import { roomForImage } from './room-for-image.ts';

/**
 * Makes a flat qcow2 of what is none, by QEMU's tool under limits; after it has followed the tables of either. An ISO stays
 * as it is. What comes out is looked at by our own reader like everything else.
 *
 * @throws ImageRefused, AppError `quota.exceeded`, `pool.full`
 */
export const convertImport = async (context: StepContext<ImportInput>): Promise<void> => {
  const { deps, input } = context;
  const row = await mustFindImport(deps, input.imageId);
  const done = convertedPath(deps.config, row.id);
  // the name is given to what is complete only: a step that runs again goes on from there
  if (!existsSync(done) && !(await convert(context, row, done))) return;
  await using converted = await openOwnFile(done);
  const { size } = await converted.stat();
  await deps.db.transaction((tx) => correctImageSize(deps, tx, row.id, size));
  // there is one file from here on, and no room is taken twice
  await rm(incomingPath(deps.config, row.id), { force: true });
};

export const discardConverted = async ({ deps, input }: StepContext<ImportInput>): Promise<void> => {
  await rm(workFolder(deps.config, input.imageId), { recursive: true, force: true });
};

/** @returns whether there was anything to convert */
const convert = async (context: StepContext<ImportInput>, row: ImageRow, done: string): Promise<boolean> => {
  const { deps, guard, signal, progress } = context;
  await using file = await openOwnFile(incomingPath(deps.config, row.id));
  const seen = await lookAtImage(file, announced(row));
  if (seen.format === 'iso') return false;
  if (networkIsolation() === null) {
    context.log.warn(
      'this host allows no network namespaces: qemu-img runs without one, on files that name no other',
    );
  }
  await guard();
  const damage = await checkTables({ disk: seen.disk, file: file.fd, signal });
  if (damage) throw asImportError(context, damage);
  if (seen.format === 'qcow2') return false;
  const folder = workFolder(deps.config, row.id);
  const half = join(folder, 'half.qcow2');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // another inode: a process that was left over may go on writing to the old one
  await rm(half, { force: true });
  const mostBytes = await roomForImage(deps, row);
  const job = { disk: seen.disk, file: file.fd, to: half, mostBytes, signal, progress };
  const failure = await convertToQcow2(job);
  if (failure) {
    await rm(half, { force: true });
    throw asImportError(context, failure);
  }
  await using made = await openOwnFile(half);
  const result = await lookAtImage(made);
  if (result.format !== 'qcow2' || result.virtualSizeBytes !== seen.virtualSizeBytes) {
    throw new ImageRefused('damaged', new Error(`became ${result.format} of ${result.virtualSizeBytes}`));
  }
  await made.sync();
  await rename(half, done);
  return true;
};
