import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { findSameFile, type ImageRow } from './image.rows.ts';
import { hashOfFile } from './image-file.ts';

/**
 * The hash of a file as it came, compared with what it should be and with what its owner has.
 *
 * @returns SHA-256, lower-case hex
 * @throws AppError `image.checksum`, `image.exists`
 */
export const identifyImport = async (
  { deps, signal, progress }: Pick<StepContext<unknown>, 'deps' | 'signal' | 'progress'>,
  row: ImageRow,
  file: FileHandle,
): Promise<string> => {
  const sha256 = await hashOfFile(file, { signal, progress });
  if (row.expectedSha256 !== null && row.expectedSha256.toLowerCase() !== sha256) {
    throw new AppError('image.checksum', 'The file is not what it should be: its SHA-256 is another one.');
  }
  const same = await findSameFile(deps.db, row, sha256);
  if (same) throw alreadyThere(same);
  return sha256;
};

/** Refused to whoever has it already. @param same the image that is the same file */
export const alreadyThere = (same: Pick<ImageRow, 'id' | 'name'>): AppError =>
  new AppError('image.exists', `You have this file already: “${same.name}” (${same.id}).`, {
    field: same.id,
  });
