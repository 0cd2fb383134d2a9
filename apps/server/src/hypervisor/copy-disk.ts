import { constants, type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../lib/app-error.ts';
import type { HostFiles } from './host-files.ts';
import { copyOfDisk } from './qemu-img.ts';
import type { DiskSpec } from './vm-spec.ts';

/**
 * Copies a disk that nobody writes to into a file of ours, by QEMU's tool under limits. QEMU's own lock refuses a disk that
 * is written to in spite of that.
 *
 * @param job.snapshot tag of one in the disk, of which the copy is made instead; that works also while it is written to
 * @param job.standsOnBase the copy stands on the disk's image too, where it has one; else it has everything itself
 * @param job.to what is there is written over; it is whole only when this has returned
 * @throws AppError `pool.full`, `host.refused`; the signal's reason
 */
export const copyDisk = async (
  files: HostFiles,
  job: {
    disk: DiskSpec;
    standsOnBase: boolean;
    as?: 'qcow2' | 'vmdk';
    snapshot?: string | null;
    to: string;
    signal: AbortSignal;
    progress: (fraction: number) => void;
  },
): Promise<void> => {
  const { disk, to, signal, progress } = job;
  const basePath = disk.baseImageId === null ? null : files.imagePath(disk.baseImageId, 'qcow2');
  await using file = await openPoolFile(files.diskPath(disk));
  await using base = basePath === null ? null : await openPoolFile(basePath);
  const failure = await copyOfDisk({
    disk: file.fd,
    sizeBytes: disk.sizeBytes,
    base: base?.fd ?? null,
    standsOn: job.standsOnBase ? basePath : null,
    as: job.as ?? 'qcow2',
    snapshot: job.snapshot ?? null,
    to,
    signal,
    progress,
  });
  if (failure?.why === 'no_space') throw new AppError('pool.full', 'The host has no space left for this.');
  if (failure) {
    throw new AppError('host.refused', 'The disk could not be copied; it is as it was.', {
      cause: new Error(failure.words),
    });
  }
};

/** @param access `O_RDONLY`, or `O_RDWR`. @throws AppError `host.refused` */
export const openPoolFile = async (
  path: string,
  access: number = constants.O_RDONLY,
): Promise<FileHandle> => {
  try {
    return await open(path, access | constants.O_NOFOLLOW);
  } catch (error) {
    throw new AppError('host.refused', 'A disk of this machine cannot be read here.', { cause: error });
  }
};
