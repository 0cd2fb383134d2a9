import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { volumeName } from '@limen/domain-xml/identity';
import { writeVolume } from '@limen/domain-xml/write-storage';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool } from '@limen/libvirt/generated/types';
import { uploadVolume } from '@limen/libvirt/storage';
import { AppError } from '../lib/app-error.ts';
import { caused, type HostConnection } from './host-connection.ts';
import {
  ensurePool,
  furtherPool,
  listPool,
  mustLookUpPool,
  poolName,
  refreshPool,
  spaceOf,
} from './host-pools.ts';
import { lookUpVolume } from './look-up-volume.ts';
import { toAppError } from './to-app-error.ts';
import type { DiskPlace, DiskSpec, PoolRole, PoolSpace, PoolSpec } from './vm-spec.ts';

const roles: readonly PoolRole[] = ['disks', 'images'];
/** After a disk's name: a copy that is being made. */
export const halfSuffix = '.half';

/** Name of an image's file in its pool. An ISO is what we call a raw image. */
export const imageFileName = (imageId: string, format: 'qcow2' | 'raw'): string =>
  format === 'raw' ? `${imageId}.iso` : `${imageId}.qcow2`;

/** What is in the pool of a disk. */
export type DiskFile = { sizeBytes: number; usedBytes: number };

/**
 * Files in the storage pools of one host: `limen-disks` and `limen-images`, folders under LIMEN's home, and the further ones for
 * disks. Which of them a disk is in, whoever asks says by its row.
 */
export class HostFiles {
  readonly #home: string;
  readonly #local: boolean;

  /** @param where.local its files are those of this machine, under the same paths */
  constructor(home: string, where: { local: boolean }) {
    this.#home = home;
    this.#local = where.local;
  }

  folder(role: PoolRole): string {
    return join(this.#home, 'pools', role);
  }

  diskPath({ id, pool }: DiskPlace): string {
    return join(pool?.path ?? this.folder('disks'), volumeName(id));
  }

  /** Where a copy lies while it is made that is to be this disk: it gets the disk's name in one piece. */
  halfPath(disk: DiskPlace): string {
    return `${this.diskPath(disk)}${halfSuffix}`;
  }

  imagePath(imageId: string, format: 'qcow2' | 'raw'): string {
    return join(this.folder('images'), imageFileName(imageId, format));
  }

  /** Defines, builds and starts what is missing. @throws AppError `host.refused` where a foreign pool has our name */
  async ensure(host: HostConnection): Promise<void> {
    for (const role of roles) {
      await ensurePool(host, { name: poolName(role), path: this.folder(role), build: true });
    }
  }

  /** Bytes that are free for disks at this moment, in one of its pools. */
  async freeBytes(host: HostConnection, pool: PoolSpec | null): Promise<number> {
    const folder = this.#local ? (pool?.path ?? this.folder('disks')) : null;
    return (await spaceOf(host, await poolOf(host, pool), folder)).availableBytes;
  }

  async space(host: HostConnection): Promise<PoolSpace[]> {
    const spaces: PoolSpace[] = [];
    for (const role of roles) {
      const pool = await mustLookUpPool(host, role);
      const seen = await host.call(rpc.storagePoolGetInfo, { pool });
      spaces.push({ role, capacityBytes: Number(seen.capacity), availableBytes: Number(seen.available) });
    }
    return spaces;
  }

  /** File names in a pool, read from the folder and not from libvirt's memory of it. */
  async list(host: HostConnection, role: PoolRole): Promise<string[]> {
    return listPool(host, await mustLookUpPool(host, role));
  }

  /** Makes a disk, empty or as a copy-on-write clone of an image. A disk of that id that is there already is kept. */
  async createDisk(host: HostConnection, disk: DiskSpec): Promise<void> {
    const pool = await poolOf(host, disk.pool);
    if (await lookUpVolume(host, pool, volumeName(disk.id))) return;
    const xml = writeVolume({
      name: volumeName(disk.id),
      capacityBytes: disk.sizeBytes,
      format: 'qcow2',
      backing:
        disk.baseImageId === null
          ? null
          : { path: this.imagePath(disk.baseImageId, 'qcow2'), format: 'qcow2' },
    });
    await host.call(rpc.storageVolCreateXml, { pool, xml, flags: 0 }, { timeoutMs: 120_000 });
  }

  /** Puts a small disc of ours into the pool of images, in the place of what has its id there. */
  async writeDisc(host: HostConnection, discId: string, bytes: Buffer): Promise<void> {
    const pool = await mustLookUpPool(host, 'images');
    const name = imageFileName(discId, 'raw');
    await deleteVolume(host, pool, name);
    const xml = writeVolume({ name, capacityBytes: bytes.length, format: 'raw', backing: null });
    const { vol } = await host.call(rpc.storageVolCreateXml, { pool, xml, flags: 0 }, { timeoutMs: 120_000 });
    try {
      const stream = await uploadVolume(host.control, vol, { length: BigInt(bytes.length), sparse: true });
      await pipeline([bytes], stream);
    } catch (error) {
      throw toAppError(error);
    }
    await refreshPool(host, pool);
  }

  /** Bytes that a disk takes in its pool now. @throws AppError `host.refused`: it is not there, or cannot be read */
  async diskBytes(disk: DiskPlace): Promise<number> {
    try {
      return (await stat(this.diskPath(disk))).blocks * 512;
    } catch (error) {
      throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.', { cause: error });
    }
  }

  /** Moves a file of ours into the pool of disks, in one piece. A disk of that id that is there already is kept. */
  async takeDisk(host: HostConnection, disk: DiskPlace & { path: string; file: FileHandle }): Promise<void> {
    const pool = await poolOf(host, disk.pool);
    if (!(await moveFile(disk, this.diskPath(disk)))) {
      throw new AppError('host.refused', 'LIMEN cannot put a file into this storage pool.');
    }
    await refreshPool(host, pool);
  }

  /** Whether the file of a disk is in its pool. */
  async hasDisk(host: HostConnection, { id, pool }: DiskPlace): Promise<boolean> {
    return (await listPool(host, await poolOf(host, pool))).includes(volumeName(id));
  }

  async hasImage(host: HostConnection, imageId: string, format: 'qcow2' | 'raw'): Promise<boolean> {
    return (await this.list(host, 'images')).includes(imageFileName(imageId, format));
  }

  /** How large a disk is, and what its file takes of its pool now; undefined: it is not there. */
  async readDisk(host: HostConnection, disk: DiskPlace): Promise<DiskFile | undefined> {
    const pool = await poolOf(host, disk.pool);
    const vol = await lookUpVolume(host, pool, volumeName(disk.id));
    if (!vol) return undefined;
    const { capacity, allocation } = await host.call(rpc.storageVolGetInfo, { vol });
    return { sizeBytes: Number(capacity), usedBytes: Number(allocation) };
  }

  /** @throws AppError `host.refused`: it is not there */
  async mustReadDisk(host: HostConnection, disk: DiskPlace): Promise<DiskFile> {
    const file = await this.readDisk(host, disk);
    if (!file) throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.');
    return file;
  }

  /** Of a disk that no QEMU has open. */
  async growVolume(host: HostConnection, disk: DiskPlace, sizeBytes: number): Promise<void> {
    const pool = await poolOf(host, disk.pool);
    const vol = await lookUpVolume(host, pool, volumeName(disk.id));
    if (!vol) throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.');
    await host.call(
      rpc.storageVolResize,
      { vol, capacity: BigInt(sizeBytes), flags: 0 },
      { timeoutMs: 120_000 },
    );
  }

  /** Gone afterwards, whether it was there or not. */
  async deleteDisk(host: HostConnection, disk: DiskPlace): Promise<void> {
    const pool = await poolOf(host, disk.pool);
    await deleteVolume(host, pool, volumeName(disk.id));
    // in the home's pool no copy is made: it has a folder of its own for those
    if (disk.pool) await deleteVolume(host, pool, `${volumeName(disk.id)}${halfSuffix}`);
  }

  async deleteImage(host: HostConnection, imageId: string, format: 'qcow2' | 'raw'): Promise<void> {
    await deleteVolume(host, await mustLookUpPool(host, 'images'), imageFileName(imageId, format));
  }

  /**
   * Moves a file of ours into the pool of images: by its name where both are on one file system, so that it takes no time
   * and is there in one piece; else as `importImage` does, and the file stays where it was.
   *
   * @param image.file the same file, opened and looked at: another one is not left under the image's name
   */
  async takeImage(
    host: HostConnection,
    image: {
      imageId: string;
      format: 'qcow2' | 'raw';
      path: string;
      file: FileHandle;
      signal: AbortSignal;
      progress: (fraction: number) => void;
    },
  ): Promise<void> {
    if (!this.#local || !(await moveFile(image, this.imagePath(image.imageId, image.format)))) {
      await this.importImage(host, image);
      return;
    }
    await refreshPool(host, await mustLookUpPool(host, 'images'));
  }

  /**
   * Copies a file of ours into the images pool, over a libvirt stream (so a remote host will do too).
   *
   * @returns its size in bytes
   */
  async importImage(
    host: HostConnection,
    image: {
      imageId: string;
      format: 'qcow2' | 'raw';
      path: string;
      /** Already open; else it is opened by its path. */
      file?: FileHandle;
      signal: AbortSignal;
      progress: (fraction: number) => void;
    },
  ): Promise<number> {
    const { size } = await (image.file?.stat() ?? stat(image.path));
    const pool = await mustLookUpPool(host, 'images');
    const name = imageFileName(image.imageId, image.format);
    // what an interrupted import left is of unknown length: begin again
    await deleteVolume(host, pool, name);
    const xml = writeVolume({ name, capacityBytes: size, format: 'raw', backing: null });
    const { vol } = await host.call(rpc.storageVolCreateXml, { pool, xml, flags: 0 }, { timeoutMs: 120_000 });
    let copied = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        copied += chunk.length;
        image.progress(copied / size);
        done(null, chunk);
      },
    });
    try {
      const length = BigInt(size);
      // the volume is new, so that what is not sent of it is zeros: a sparse file stays one
      const stream = await uploadVolume(host.control, vol, { length, sparse: true });
      // in pieces in which zeros are worth one word to libvirt
      const pieces = { start: 0, autoClose: image.file === undefined, highWaterMark: 1024 * 1024 };
      const bytes = image.file?.createReadStream(pieces) ?? createReadStream(image.path, pieces);
      await pipeline(bytes, meter, stream, { signal: image.signal });
    } catch (error) {
      throw toAppError(error);
    }
    await refreshPool(host, pool);
    return size;
  }
}

/** As libvirt makes its own: QEMU's user is let in for as long as a machine runs. */
const volumeMode = 0o600;

/** @returns false where it cannot be moved, and is where it was */
const moveFile = async (from: { path: string; file: FileHandle }, to: string): Promise<boolean> => {
  await from.file.chmod(volumeMode);
  try {
    await rename(from.path, to);
  } catch (error) {
    // another file system; or the pool's folder is not ours to write to
    if (['EXDEV', 'EACCES', 'EPERM'].includes(errorCode(error))) return false;
    throw error;
  }
  // rename() goes by the name: what has been put in the place of the file is not what was looked at
  const [moved, meant] = await Promise.all([lstat(to), from.file.stat()]);
  if (moved.ino === meant.ino && moved.dev === meant.dev) return true;
  await rm(to, { recursive: true, force: true });
  throw new AppError('operation.interrupted', 'The file was exchanged for another one.');
};

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The pool under LIMEN's home, or a further one. */
const poolOf = (host: HostConnection, pool: PoolSpec | null): Promise<NonnullStoragePool> =>
  pool === null ? mustLookUpPool(host, 'disks') : furtherPool(host, pool);

const deleteVolume = async (host: HostConnection, pool: NonnullStoragePool, name: string): Promise<void> => {
  // libvirt may not have seen a file that came by another way: look into the folder before saying it is not there
  let vol = await lookUpVolume(host, pool, name);
  if (!vol) {
    await refreshPool(host, pool);
    vol = await lookUpVolume(host, pool, name);
  }
  if (!vol) return;
  try {
    await host.call(rpc.storageVolDelete, { vol, flags: 0 }, { timeoutMs: 120_000 });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_STORAGE_VOL)) throw error;
  }
};
