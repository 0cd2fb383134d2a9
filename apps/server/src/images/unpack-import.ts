import { type FileHandle, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packingHeadBytes, packingOf } from '@limen/image-format/packing';
import type { StepContext } from '../operations/define-operation.ts';
import { asImportError } from './as-import-error.ts';
import { hostRoomBytes } from './host-room.ts';
import { identifyImport } from './identify-import.ts';
import { type ImageRow, updateImage } from './image.rows.ts';
import { hashOfFile } from './image-file.ts';
import type { ImportInput } from './import-image-operation.ts';
import { incomingPath, openOwnFile, workFolder } from './incoming.ts';
import { mustFindImport } from './must-find-import.ts';
import { roomForImage } from './room-for-image.ts';
import { holdsOneDisk, takeFromTar, type Unpack, unpackFile } from './unpack-file.ts';

type Context = StepContext<ImportInput>;

/**
 * Puts what is inside a packed file, or a tar with one disk in it, in the file's place; the hash stays that of the file as it
 * came, which is what lists of checksums have. What is neither stays as it is. Only once: what is packed in what was packed
 * is left to the look at it, which refuses it.
 *
 * A step that runs again goes on from the file that it finds: each takes the place of the one before in one piece.
 *
 * @throws ImageRefused, AppError `image.checksum`, `image.exists`, `quota.exceeded`, `pool.full`
 */
export const unpackImport = async (context: Context): Promise<void> => {
  for (const howTo of [howToUnpack, howToTake]) {
    const row = await mustFindImport(context.deps, context.input.imageId);
    await using file = await openOwnFile(incomingPath(context.deps.config, row.id));
    const unpack = await howTo(context, row, file);
    if (unpack === null) continue;
    if (row.sha256 === null) {
      const sha256 = await identifyImport({ ...context, progress: () => {} }, row, file);
      await context.guard();
      await updateImage(context.deps.db, row.id, { sha256 });
    }
    await replace(context, row, file, unpack);
  }
};

type HowTo = (context: Context, row: ImageRow, file: FileHandle) => Promise<Unpack | null>;

const howToUnpack: HowTo = async ({ signal }, row, file) => {
  const packing = packingOf(await headOf(file));
  if (packing === null || packing === 'tar') return null;
  // it has been unpacked before, by a server that ended then: this is what was in it
  if (row.sha256 !== null && row.sha256 !== (await hashOfFile(file, { signal }))) return null;
  return (job) => unpackFile(packing, job);
};

const howToTake: HowTo = async ({ signal }, _row, file) =>
  packingOf(await headOf(file)) === 'tar' && (await holdsOneDisk(file, signal)) ? takeFromTar : null;

const headOf = async (file: FileHandle): Promise<Uint8Array> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(packingHeadBytes), 0, packingHeadBytes, 0);
  return buffer.subarray(0, bytesRead);
};

const replace = async (context: Context, row: ImageRow, file: FileHandle, unpack: Unpack): Promise<void> => {
  const { deps, signal, progress } = context;
  const folder = workFolder(deps.config, row.id);
  const half = join(folder, 'unpacked');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // another inode: a process that was left over may go on writing to the old one
  await rm(half, { force: true });
  const hostRoom = await hostRoomBytes(deps.config);
  const ownersRoom = (await roomForImage(deps, row)) ?? Number.POSITIVE_INFINITY;
  const roomBytes = Math.min(hostRoom, ownersRoom);
  const failure = await unpack({ file, to: half, roomBytes, signal, progress });
  if (failure) {
    await rm(half, { force: true });
    const why = failure.why === 'too_large' && hostRoom < ownersRoom ? 'no_space' : failure.why;
    throw asImportError(context, { ...failure, why });
  }
  await context.guard();
  await rename(half, incomingPath(deps.config, row.id));
};
