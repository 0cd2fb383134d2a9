import { constants } from 'node:fs';
import { AppError } from '../lib/app-error.ts';
import { openPoolFile } from './copy-disk.ts';
import { changeSnapshot, listSnapshotTags, type QemuImgFailure } from './qemu-img.ts';
import type { DiskPlace, DiskSpec } from './vm-spec.ts';

/** Snapshots in the disks of a machine that is off, by QEMU's tool; its lock refuses a disk that is in use in spite of that. */
export type OffDisks = {
  tag: string;
  disks: readonly DiskSpec[];
  pathOf: (disk: DiskPlace) => string;
  signal: AbortSignal;
};

type Change = Parameters<typeof changeSnapshot>[0]['change'];

const change = async ({ tag, pathOf, signal }: OffDisks, disk: DiskSpec, to: Change): Promise<void> => {
  await using file = await openPoolFile(pathOf(disk), constants.O_RDWR);
  const job = { change: to, tag, file: file.fd, sizeBytes: disk.sizeBytes, signal };
  const failure = await changeSnapshot(job);
  if (failure) throw asAppError(failure);
};

const asAppError = (failure: QemuImgFailure): AppError => {
  const cause = new Error(failure.words);
  if (failure.why === 'no_space')
    return new AppError('pool.full', 'The host has no space left for this.', { cause });
  if (/ lock/.test(failure.words)) {
    return new AppError('vm.state', 'The machine’s disks are in use: it is not off.', { cause });
  }
  return new AppError('host.refused', 'A disk of this machine could not be read or changed.', { cause });
};

const tagsIn = async ({ pathOf, signal }: OffDisks, disk: DiskSpec): Promise<string[]> => {
  await using file = await openPoolFile(pathOf(disk));
  const tags = await listSnapshotTags({ file: file.fd, sizeBytes: disk.sizeBytes, signal });
  if (!Array.isArray(tags)) throw asAppError(tags);
  return tags;
};
const hasTag = async (at: OffDisks, disk: DiskSpec): Promise<boolean> =>
  (await tagsIn(at, disk)).includes(at.tag);

/** Of every disk, one after the other. */
export const tagsOff = async (at: OffDisks): Promise<string[]> => {
  const tags: string[] = [];
  for (const disk of at.disks) tags.push(...(await tagsIn(at, disk)));
  return tags;
};

/** One that is there, or half there, is made anew: nobody has written to the disks since. */
export const saveOff = async (at: OffDisks): Promise<void> => {
  await deleteOff(at);
  for (const disk of at.disks) await change(at, disk, 'create');
};

/** Takes it out of every disk that has it. @param at.repair also what a QEMU that died in the middle has left behind */
export const deleteOff = async (at: OffDisks & { repair?: boolean }): Promise<void> => {
  for (const disk of at.disks) {
    if (await hasTag(at, disk)) await change(at, disk, 'delete');
    if (at.repair === true) await change(at, disk, 'repair');
  }
};

/** Whether every disk has it. */
export const inAllOff = async (at: OffDisks): Promise<boolean> => {
  for (const disk of at.disks) if (!(await hasTag(at, disk))) return false;
  return true;
};

/** Makes the disks what they were. @throws AppError `host.refused` where one of them does not have it: nothing has changed then */
export const applyOff = async (at: OffDisks): Promise<void> => {
  if (!(await inAllOff(at))) {
    throw new AppError('host.refused', 'The snapshot is not in all disks of the machine.');
  }
  for (const disk of at.disks) await change(at, disk, 'apply');
};
