import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { volumeName } from '@limen/domain-xml/identity';
import { writePool, writeVolume } from '@limen/domain-xml/write-storage';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool } from '@limen/libvirt/generated/types';
import { uploadVolume } from '@limen/libvirt/storage';
import { AppError } from '../lib/app-error.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { lookUpVolume } from './look-up-volume.ts';
import { toAppError } from './to-app-error.ts';
import type { DiskSpec, PoolRole, PoolSpace } from './vm-spec.ts';

export const poolName = (role: PoolRole): string => `limen-${role}`;
const roles: readonly PoolRole[] = ['disks', 'images'];

/** Name of an image's file in its pool. An ISO is what we call a raw image. */
export const imageFileName = (imageId: string, format: 'qcow2' | 'raw'): string =>
  format === 'raw' ? `${imageId}.iso` : `${imageId}.qcow2`;

/** What is in the pool of a disk. */
export type DiskFile = { sizeBytes: number; usedBytes: number };

/** The two storage pools of one host: `limen-disks` and `limen-images`, folders under LIMEN's home. */
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

  diskPath(diskId: string): string {
    return join(this.folder('disks'), volumeName(diskId));
  }

  imagePath(imageId: string, format: 'qcow2' | 'raw'): string {
    return join(this.folder('images'), imageFileName(imageId, format));
  }

  /** Defines, builds and starts what is missing. @throws AppError `host.refused` where a foreign pool has our name */
  async ensure(host: HostConnection): Promise<void> {
    for (const role of roles) {
      const name = poolName(role);
      const known = await lookUpPool(host, role);
      if (known) {
        const { xml } = await host.call(rpc.storagePoolGetXmlDesc, { pool: known, flags: 0 });
        if (!xml.includes(`<path>${this.folder(role)}</path>`)) {
          throw new AppError(
            'host.refused',
            `libvirt has a storage pool ${name} that belongs to another installation.`,
          );
        }
      }
      const pool =
        known ??
        (
          await host.call(rpc.storagePoolDefineXml, {
            xml: writePool({ name, path: this.folder(role) }),
            flags: 0,
          })
        ).pool;
      const { active } = await host.call(rpc.storagePoolIsActive, { pool });
      if (active === 0) {
        await host.call(rpc.storagePoolBuild, { pool, flags: 0 });
        await host.call(rpc.storagePoolCreate, { pool, flags: 0 });
      }
      await host.call(rpc.storagePoolSetAutostart, { pool, autostart: 1 });
    }
  }

  /** Bytes that are free for disks at this moment. */
  async freeBytes(host: HostConnection): Promise<number> {
    if (this.#local) {
      const { bavail, bsize } = await statfs(this.folder('disks'));
      return bavail * bsize;
    }
    // what libvirt remembers is of its last look at the folder
    const pool = await mustLookUpPool(host, 'disks');
    await refresh(host, pool);
    return Number((await host.call(rpc.storagePoolGetInfo, { pool })).available);
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
    const pool = await mustLookUpPool(host, role);
    await refresh(host, pool);
    const { vols } = await host.call(rpc.storagePoolListAllVolumes, { pool, needResults: 1, flags: 0 });
    return vols.map((vol) => vol.name);
  }

  /** Makes a disk, empty or as a copy-on-write clone of an image. A disk of that id that is there already is kept. */
  async createDisk(host: HostConnection, disk: DiskSpec): Promise<void> {
    const pool = await mustLookUpPool(host, 'disks');
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
    await deleteVolume(host, 'images', name);
    const xml = writeVolume({ name, capacityBytes: bytes.length, format: 'raw', backing: null });
    const { vol } = await host.call(rpc.storageVolCreateXml, { pool, xml, flags: 0 }, { timeoutMs: 120_000 });
    try {
      const stream = await uploadVolume(host.control, vol, { length: BigInt(bytes.length), sparse: true });
      await pipeline([bytes], stream);
    } catch (error) {
      throw toAppError(error);
    }
    await refresh(host, pool);
  }

  /** Bytes that a disk takes in its pool now. @throws AppError `host.refused`: it is not there, or cannot be read */
  async diskBytes(diskId: string): Promise<number> {
    try {
      return (await stat(this.diskPath(diskId))).blocks * 512;
    } catch (error) {
      throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.', { cause: error });
    }
  }

  /** Moves a file of ours into the pool of disks, in one piece. A disk of that id that is there already is kept. */
  async takeDisk(host: HostConnection, disk: { id: string; path: string; file: FileHandle }): Promise<void> {
    const pool = await mustLookUpPool(host, 'disks');
    if (!(await moveFile(disk, this.diskPath(disk.id)))) {
      throw new AppError(
        'host.refused',
        'The storage pool of disks is not on the file system of LIMEN’s home.',
      );
    }
    await refresh(host, pool);
  }

  /** Whether the file of a disk is in its pool. */
  async hasDisk(host: HostConnection, diskId: string): Promise<boolean> {
    return (await this.list(host, 'disks')).includes(volumeName(diskId));
  }

  async hasImage(host: HostConnection, imageId: string, format: 'qcow2' | 'raw'): Promise<boolean> {
    return (await this.list(host, 'images')).includes(imageFileName(imageId, format));
  }

  /** How large a disk is, and what its file takes of its pool now; undefined: it is not there. */
  async readDisk(host: HostConnection, diskId: string): Promise<DiskFile | undefined> {
    const pool = await mustLookUpPool(host, 'disks');
    const vol = await lookUpVolume(host, pool, volumeName(diskId));
    if (!vol) return undefined;
    const { capacity, allocation } = await host.call(rpc.storageVolGetInfo, { vol });
    return { sizeBytes: Number(capacity), usedBytes: Number(allocation) };
  }

  /** @throws AppError `host.refused`: it is not there */
  async mustReadDisk(host: HostConnection, diskId: string): Promise<DiskFile> {
    const disk = await this.readDisk(host, diskId);
    if (!disk) throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.');
    return disk;
  }

  /** Of a disk that no QEMU has open. */
  async growVolume(host: HostConnection, diskId: string, sizeBytes: number): Promise<void> {
    const pool = await mustLookUpPool(host, 'disks');
    const vol = await lookUpVolume(host, pool, volumeName(diskId));
    if (!vol) throw new AppError('host.refused', 'The machine’s disk is not in its storage pool.');
    await host.call(
      rpc.storageVolResize,
      { vol, capacity: BigInt(sizeBytes), flags: 0 },
      { timeoutMs: 120_000 },
    );
  }

  /** Gone afterwards, whether it was there or not. */
  async deleteDisk(host: HostConnection, diskId: string): Promise<void> {
    await deleteVolume(host, 'disks', volumeName(diskId));
  }

  async deleteImage(host: HostConnection, imageId: string, format: 'qcow2' | 'raw'): Promise<void> {
    await deleteVolume(host, 'images', imageFileName(imageId, format));
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
    await refresh(host, await mustLookUpPool(host, 'images'));
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
    await deleteVolume(host, 'images', name);
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
    await refresh(host, pool);
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

const lookUpPool = async (host: HostConnection, role: PoolRole): Promise<NonnullStoragePool | undefined> => {
  try {
    return (await host.call(rpc.storagePoolLookupByName, { name: poolName(role) })).pool;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_STORAGE_POOL)) return undefined;
    throw error;
  }
};

const mustLookUpPool = async (host: HostConnection, role: PoolRole): Promise<NonnullStoragePool> => {
  const pool = await lookUpPool(host, role);
  if (!pool) throw new AppError('host.refused', `The storage pool ${poolName(role)} is gone from libvirt.`);
  return pool;
};

/** libvirt refuses while a volume is being made in the pool: then its list is fresh enough. */
const refresh = async (host: HostConnection, pool: NonnullStoragePool): Promise<void> => {
  try {
    await host.call(rpc.storagePoolRefresh, { pool, flags: 0 });
  } catch (error) {
    if (!caused(error, ErrorNumber.INTERNAL_ERROR)) throw error;
  }
};

const deleteVolume = async (host: HostConnection, role: PoolRole, name: string): Promise<void> => {
  const pool = await mustLookUpPool(host, role);
  // libvirt may not have seen a file that came by another way: look into the folder before saying it is not there
  let vol = await lookUpVolume(host, pool, name);
  if (!vol) {
    await refresh(host, pool);
    vol = await lookUpVolume(host, pool, name);
  }
  if (!vol) return;
  try {
    await host.call(rpc.storageVolDelete, { vol, flags: 0 }, { timeoutMs: 120_000 });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_STORAGE_VOL)) throw error;
  }
};
