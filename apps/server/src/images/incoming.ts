import { chmod, constants, open, type FileHandle, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { AppError } from '../lib/app-error.ts';

type Home = Pick<Config, 'home'>;

/** No name that anybody chose becomes a path: only ids of ours do. @throws ZodError, which is a mistake of ours */
const named = (imageId: string): string => z.uuid().parse(imageId);

const incomingFolder = ({ home }: Home): string => join(home, 'incoming');

/** Where the bytes of an image lie while they come in, and until they are looked at: one file, under the image's id. */
export const incomingPath = (config: Home, imageId: string): string =>
  join(incomingFolder(config), named(imageId));

/** Makes the folder where it is not there yet; nobody but LIMEN may look into it. */
export const makeIncomingFolder = async (config: Home): Promise<void> => {
  await mkdir(incomingFolder(config), { recursive: true, mode: 0o700 });
};

/** Where an image is worked on, and nowhere else. */
export const workFolder = ({ home }: Home, imageId: string): string => join(home, 'work', named(imageId));

/**
 * Where a copy lies while a machine runs from it. QEMU's own user passes through the folder, and opens nothing in it but what
 * libvirt lets it into.
 */
export const cleaningPath = async ({ home }: Home, imageId: string): Promise<string> => {
  const folder = join(home, 'cleaning');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  return join(folder, `${named(imageId)}.qcow2`);
};

/** What a disk of another format was made into, once that is complete. */
export const convertedPath = (config: Home, imageId: string): string =>
  join(workFolder(config, imageId), 'converted.qcow2');

/**
 * Opens a file of ours to look at it and to use it: what is done after that is done to this file, whatever its name comes to
 * mean. No link is followed.
 *
 * @throws AppError `operation.interrupted` where it is gone, or is no plain file
 */
export const openOwnFile = async (path: string): Promise<FileHandle> => {
  // without O_NONBLOCK a FIFO would hang us
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags).catch((error: unknown) => {
    throw gone(error);
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw gone();
};

const gone = (cause?: unknown): AppError =>
  new AppError('operation.interrupted', 'The file that was brought in is gone.', { cause });
