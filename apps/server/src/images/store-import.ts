import { existsSync } from 'node:fs';
import type { StepContext } from '../operations/define-operation.ts';
import { findImageRow } from './image.rows.ts';
import { lookAtImage } from './image-file.ts';
import { ImageRefused } from './image-refused.ts';
import type { ImportInput } from './import-image-operation.ts';
import { convertedPath, incomingPath, openOwnFile } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';

/**
 * Brings the file into the pool of images: the one there is, converted or as it came. What is in neither place has gone to the
 * pool already, in one piece.
 *
 * @throws ImageRefused where it is not what was looked at before, AppError `pool.full`, `host.unavailable`
 */
export const storeImport = async (context: StepContext<ImportInput>): Promise<void> => {
  const { deps, input, guard, signal, progress } = context;
  const row = await mustFindImport(deps, input.imageId);
  const host = deps.hosts.byId(row.hostId);
  const format = row.format === 'raw' ? 'raw' : 'qcow2';
  const converted = convertedPath(deps.config, row.id);
  const path = existsSync(converted) ? converted : incomingPath(deps.config, row.id);
  if (!existsSync(path) && (await host.hasImage(row.id, format))) return;
  await using file = await openOwnFile(path);
  const seen = await lookAtImage(file);
  if (
    seen.format !== (row.format === 'raw' ? 'iso' : 'qcow2') ||
    (await file.stat()).size !== row.sizeBytes
  ) {
    throw new ImageRefused('damaged', new Error('the file is another one than was checked'));
  }
  await guard();
  await host.takeImage({ imageId: row.id, format, path, file, signal, progress });
};

export const unstoreImport = async ({ deps, input, guard }: StepContext<ImportInput>): Promise<void> => {
  const row = await findImageRow(deps.db, input.imageId);
  if (!row) return;
  await guard();
  await deps.hosts.byId(row.hostId).deleteImage(row.id, row.format === 'raw' ? 'raw' : 'qcow2');
};
