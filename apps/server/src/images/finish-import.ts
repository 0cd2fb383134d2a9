import { rm } from 'node:fs/promises';
import { isUniqueViolation } from '../db/database.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { alreadyThere } from './identify-import.ts';
import { findSameFile, updateImage } from './image.rows.ts';
import type { ImportInput } from './import-image-operation.ts';
import { incomingPath, workFolder } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';

/** From now on it can be booted from. @throws AppError `image.exists` where the same file was quicker */
export const finishImport = async ({ deps, input, guard }: StepContext<ImportInput>): Promise<void> => {
  await guard();
  try {
    await updateImage(deps.db, input.imageId, { state: 'ready', lastError: null });
  } catch (error) {
    if (!isUniqueViolation(error, 'images_owner_file')) throw error;
    const row = await mustFindImport(deps, input.imageId);
    const same = await findSameFile(deps.db, row, row.sha256 ?? '');
    throw same ? alreadyThere(same) : error;
  }
  await rm(incomingPath(deps.config, input.imageId), { force: true });
  await rm(workFolder(deps.config, input.imageId), { recursive: true, force: true });
  deps.live.publish('image.changed', { id: input.imageId });
};

export const unfinishImport = async ({ deps, input }: StepContext<ImportInput>): Promise<void> => {
  await updateImage(deps.db, input.imageId, { state: 'importing' });
};
