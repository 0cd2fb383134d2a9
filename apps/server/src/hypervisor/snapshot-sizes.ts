import { readSnapshotSizes } from '@limen/image-format/qcow2-snapshots';
import { AppError } from '../lib/app-error.ts';
import { AtMost } from '../lib/at-most.ts';
import { imageReader } from '../lib/image-reader.ts';
import { openPoolFile } from './copy-disk.ts';
import type { HostFiles } from './host-files.ts';
import type { DiskSpec } from './vm-spec.ts';

/** Tables of some megabytes a snapshot: one machine's at a time. */
const inTurn = new AtMost(1);

/**
 * What deleting each snapshot of a machine would free, by its tag, in all disks together, whether it runs or not.
 *
 * @returns null where its disks cannot be read here, as those of another host, change too fast at this moment, or had not had their
 *   turn when the signal came
 */
export const snapshotSizes = async (
  files: HostFiles,
  disks: readonly DiskSpec[],
  signal: AbortSignal,
): Promise<Map<string, number> | null> => {
  try {
    return await inTurn.run(signal, () => sizesInAll(files, disks, signal));
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
};

const sizesInAll = async (
  files: HostFiles,
  disks: readonly DiskSpec[],
  signal: AbortSignal,
): Promise<Map<string, number> | null> => {
  const all = new Map<string, number>();
  for (const disk of disks) {
    signal.throwIfAborted();
    const sizes = await sizesIn(files.diskPath(disk));
    if (!sizes) return null;
    for (const [tag, bytes] of sizes) all.set(tag, (all.get(tag) ?? 0) + bytes);
  }
  return all;
};

const sizesIn = async (path: string): ReturnType<typeof readSnapshotSizes> => {
  try {
    await using file = await openPoolFile(path);
    return await readSnapshotSizes(await imageReader(file));
  } catch (error) {
    if (error instanceof RangeError || (error instanceof AppError && error.code === 'host.refused'))
      return null;
    throw error;
  }
};
