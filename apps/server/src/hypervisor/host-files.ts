import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { volumeName } from '@limen/domain-xml/identity';
import { writePool, writeVolume } from '@limen/domain-xml/write-storage';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool, NonnullStorageVol } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { caused, type HostConnection } from './host-connection.ts';
import { toAppError } from './to-app-error.ts';
import type { DiskSpec, PoolRole, PoolSpace } from './vm-spec.ts';

export const poolName = (role: PoolRole): string => `limen-${role}`;
const roles: readonly PoolRole[] = ['disks', 'images'];

/** Name of an image's file in its pool. An ISO is what we call a raw image. */
export const imageFileName = (imageId: string, format: 'qcow2' | 'raw'): string =>
  format === 'raw' ? `${imageId}.iso` : `${imageId}.qcow2`;

/** The two storage pools of one host: `limen-disks` and `limen-images`, folders under LIMEN's home. */
export class HostFiles {
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
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

  /** Whether the file of a disk is in its pool. */
  async hasDisk(host: HostConnection, diskId: string): Promise<boolean> {
    return (await this.list(host, 'disks')).includes(volumeName(diskId));
  }

  /** Gone afterwards, whether it was there or not. */
  async deleteDisk(host: HostConnection, diskId: string): Promise<void> {
    await deleteVolume(host, 'disks', volumeName(diskId));
  }

  async deleteImage(host: HostConnection, imageId: string, format: 'qcow2' | 'raw'): Promise<void> {
    await deleteVolume(host, 'images', imageFileName(imageId, format));
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
      signal: AbortSignal;
      progress: (fraction: number) => void;
    },
  ): Promise<number> {
    const { size } = await stat(image.path);
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
      const stream = await host.control.openStream(rpc.storageVolUpload, {
        vol,
        offset: 0n,
        length: BigInt(size),
        flags: 0,
      });
      await pipeline(createReadStream(image.path), meter, stream, { signal: image.signal });
    } catch (error) {
      throw toAppError(error);
    }
    await refresh(host, pool);
    return size;
  }
}

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

const lookUpVolume = async (
  host: HostConnection,
  pool: NonnullStoragePool,
  name: string,
): Promise<NonnullStorageVol | undefined> => {
  try {
    return (await host.call(rpc.storageVolLookupByName, { pool, name })).vol;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_STORAGE_VOL)) return undefined;
    throw error;
  }
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
