import { lstat, readdir, realpath, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import { writePool } from '@limen/domain-xml/write-storage';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import { caused, type HostConnection } from './host-connection.ts';
import type { PoolRole, PoolSpec } from './vm-spec.ts';

/** Storage pools of a host in libvirt: LIMEN's own two, and further ones for disks, which administrators add. */

export const poolName = (role: PoolRole): string => `limen-${role}`;

/** By the end of its id, which is random; the beginning is the time. */
export const furtherPoolName = (poolId: string): string => `limen-disks-${poolId.slice(-12)}`;

/** Made by mkfs in every new file system; nobody's file. */
const notAFile = 'lost+found';

/** How much fits into a pool, and how much of that is free. */
export type Space = { capacityBytes: number; availableBytes: number };

export const lookUpPool = async (
  host: HostConnection,
  name: string,
): Promise<NonnullStoragePool | undefined> => {
  try {
    return (await host.call(rpc.storagePoolLookupByName, { name })).pool;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_STORAGE_POOL)) return undefined;
    throw error;
  }
};

export const mustLookUpPool = async (host: HostConnection, role: PoolRole): Promise<NonnullStoragePool> => {
  const pool = await lookUpPool(host, poolName(role));
  if (!pool) throw new AppError('host.refused', `The storage pool ${poolName(role)} is gone from libvirt.`);
  return pool;
};

/**
 * A pool of this name on this folder, running and started with the host: defined and started where it is not.
 *
 * @param at.build makes the folder, too; else one that is gone, as of a file system that is not mounted, is an error
 * @throws AppError `host.refused`, also where the name is that of a pool elsewhere
 */
export const ensurePool = async (
  host: HostConnection,
  at: { name: string; path: string; build: boolean },
): Promise<NonnullStoragePool> => {
  const { name, path } = at;
  const known = await lookUpPool(host, name);
  if (known) {
    const { xml } = await host.call(rpc.storagePoolGetXmlDesc, { pool: known, flags: 0 });
    if (!xml.includes(`<path>${path}</path>`)) {
      throw new AppError(
        'host.refused',
        `libvirt has a storage pool ${name} that belongs to another installation.`,
      );
    }
  }
  const pool =
    known ?? (await host.call(rpc.storagePoolDefineXml, { xml: writePool({ name, path }), flags: 0 })).pool;
  const { active } = await host.call(rpc.storagePoolIsActive, { pool });
  if (active === 0) {
    if (at.build) await host.call(rpc.storagePoolBuild, { pool, flags: 0 });
    await host.call(rpc.storagePoolCreate, { pool, flags: 0 });
  }
  await host.call(rpc.storagePoolSetAutostart, { pool, autostart: 1 });
  return pool;
};

/** libvirt refuses while a volume is being made in the pool: then its list is fresh enough. */
export const refreshPool = async (host: HostConnection, pool: NonnullStoragePool): Promise<void> => {
  try {
    await host.call(rpc.storagePoolRefresh, { pool, flags: 0 });
  } catch (error) {
    if (!caused(error, ErrorNumber.INTERNAL_ERROR)) throw error;
  }
};

/** The pool that further disks lie in, started where it is not. @throws AppError `host.refused` */
export const furtherPool = async (
  host: HostConnection,
  { id, path }: PoolSpec,
): Promise<NonnullStoragePool> => {
  const known = await lookUpPool(host, furtherPoolName(id));
  if (known && (await host.call(rpc.storagePoolIsActive, { pool: known })).active !== 0) return known;
  return ensurePool(host, { name: furtherPoolName(id), path, build: false });
};

/** File names in a pool, read from the folder and not from libvirt's memory of it. */
export const listPool = async (host: HostConnection, pool: NonnullStoragePool): Promise<string[]> => {
  await refreshPool(host, pool);
  const { vols } = await host.call(rpc.storagePoolListAllVolumes, { pool, needResults: 1, flags: 0 });
  return vols.map((vol) => vol.name).filter((name) => name !== notAFile);
};

/** What a host does with its further pools. Each throws AppError `host.unavailable` while it is not connected. */
export const hostPools = (
  host: () => { to: HostConnection },
  { local, home }: { local: boolean; home: string },
) => ({
  /**
   * A folder that can be a pool, by its real path.
   *
   * @throws AppError `pool.folder`: it is not absolute, LIMEN's own, inside or above it or another pool, or has files in it
   */
  mustBeUsable: async (path: string): Promise<string> => {
    const real = await realFolder(path, local);
    const own = local ? await realpath(home) : home;
    if (overlap(real, own)) throw notUsable('It is LIMEN’s own folder, or is inside or above it.');
    for (const taken of await poolFolders(host().to)) {
      if (overlap(real, taken)) throw notUsable(`libvirt has a storage pool at ${taken} already.`);
    }
    if (local && (await filesIn(real)).length > 0) {
      throw notUsable('There is something in it. A storage pool begins with an empty folder.');
    }
    return real;
  },
  add: async ({ id, path }: PoolSpec): Promise<void> => {
    await ensurePool(host().to, { name: furtherPoolName(id), path, build: true });
  },
  /** Out of libvirt; its folder stays. One that is not there is fine. */
  remove: async ({ id }: PoolSpec): Promise<void> => {
    const { to } = host();
    const pool = await lookUpPool(to, furtherPoolName(id));
    if (!pool) return;
    if ((await to.call(rpc.storagePoolIsActive, { pool })).active !== 0) {
      await to.call(rpc.storagePoolDestroy, { pool });
    }
    await to.call(rpc.storagePoolUndefine, { pool });
  },
  list: async (pool: PoolSpec): Promise<string[]> => {
    const { to } = host();
    return listPool(to, await furtherPool(to, pool));
  },
  space: async (pool: PoolSpec): Promise<Space> => {
    const { to } = host();
    return spaceOf(to, await furtherPool(to, pool), local ? pool.path : null);
  },
});

/** @param folder null: on another computer, where libvirt has to look */
export const spaceOf = async (
  host: HostConnection,
  pool: NonnullStoragePool,
  folder: string | null,
): Promise<Space> => {
  if (folder !== null) {
    const { blocks, bavail, bsize } = await statfs(folder);
    return { capacityBytes: blocks * bsize, availableBytes: bavail * bsize };
  }
  // what libvirt remembers is of its last look at the folder
  await refreshPool(host, pool);
  const seen = await host.call(rpc.storagePoolGetInfo, { pool });
  return { capacityBytes: Number(seen.capacity), availableBytes: Number(seen.available) };
};

/** With every link on its way followed; what is not there yet has none. @throws AppError `pool.folder` */
const realFolder = async (path: string, local: boolean): Promise<string> => {
  if (!isAbsolute(path) || resolve(normalize(path)) !== path) {
    throw notUsable('It has to begin with / and to have no “.” or “..”, and no / at its end.');
  }
  if (path === '/') throw notUsable('The whole host cannot be a storage pool.');
  if (!local) return path;
  const seen = await lstat(path).catch(() => null);
  if (seen === null) {
    const parent = dirname(path);
    return join(parent === '/' ? '/' : await realFolder(parent, local), path.slice(parent.length));
  }
  const real = await realpath(path);
  if (!(await lstat(real)).isDirectory()) throw notUsable('It is not a folder.');
  return real;
};

const filesIn = async (path: string): Promise<string[]> => {
  try {
    return (await readdir(path)).filter((name) => name !== notAFile);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw notUsable('LIMEN may not look into it.', error);
  }
};

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
/** One folder, or one inside the other. */
export const overlap = (a: string, b: string): boolean => within(a, b) || within(b, a);

const poolFolders = async (host: HostConnection): Promise<string[]> => {
  const { pools } = await host.call(rpc.connectListAllStoragePools, { needResults: 1, flags: 0 });
  const folders: string[] = [];
  for (const pool of pools) {
    const { xml } = await host.call(rpc.storagePoolGetXmlDesc, { pool, flags: 0 });
    // pools on devices have no folder with files in it
    const path = /^<pool type='(?:dir|fs|netfs)'/.test(xml) ? /<path>([^<]*)<\/path>/.exec(xml)?.[1] : null;
    if (path != null) folders.push(path);
  }
  return folders;
};

export const notUsable = (why: string, cause?: unknown): AppError =>
  new AppError('pool.folder', `This folder cannot be a storage pool. ${why}`, { field: 'path', cause });
