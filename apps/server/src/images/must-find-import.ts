import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findImageRow, type ImageRow } from './image.rows.ts';

/** @throws AppError `operation.interrupted` */
export const mustFindImport = async (deps: Deps, imageId: string): Promise<ImageRow> => {
  const row = await findImageRow(deps.db, imageId);
  if (!row) throw new AppError('operation.interrupted', 'The image’s row is gone.');
  return row;
};
