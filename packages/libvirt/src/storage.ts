import type { CallOptions } from './call-window.ts';
import type { Connection } from './connection.ts';
import type { FlagOptions } from './domains.ts';
import { StorageVolDownloadFlags, StorageVolUploadFlags } from './generated/enums.ts';
import {
  connectListAllStoragePools,
  storagePoolBuild,
  storagePoolCreate,
  storagePoolDefineXml,
  storagePoolGetInfo,
  storagePoolListAllVolumes,
  storagePoolLookupByName,
  storagePoolRefresh,
  storageVolCreateXml,
  storageVolCreateXmlFrom,
  storageVolDelete,
  storageVolDownload,
  storageVolGetInfo,
  storageVolGetXmlDesc,
  storageVolLookupByName,
  storageVolResize,
  storageVolUpload,
} from './generated/procedures.ts';
import type { NonnullStoragePool, NonnullStorageVol } from './generated/types.ts';
import type { LibvirtStream } from './stream.ts';
import { exactNumber } from './typed-params.ts';
import { uuidBytes, uuidText } from './uuid.ts';

/** A storage pool: libvirt finds it by UUID, its volumes by its name. */
export type Pool = { readonly uuid: string; readonly name: string };
/** A volume; `key` is what libvirt identifies it by everywhere, a path in pools of files. */
export type Volume = { readonly pool: string; readonly name: string; readonly key: string };

const poolRef = ({ uuid, name }: Pool): NonnullStoragePool => ({ name, uuid: uuidBytes(uuid) });
const asPool = ({ uuid, name }: NonnullStoragePool): Pool => ({ uuid: uuidText(uuid), name });
const asVolume = ({ pool, name, key }: NonnullStorageVol): Volume => ({ pool, name, key });

/** All pools, or those that `flags` (ConnectListAllStoragePoolsFlags) select. */
export async function listStoragePools(connection: Connection, options: FlagOptions = {}): Promise<Pool[]> {
  const args = { needResults: 1, flags: options.flags ?? 0 };
  return (await connection.call(connectListAllStoragePools, args, options)).pools.map(asPool);
}

/** The pool of this name. Rejects with LibvirtError NO_STORAGE_POOL. */
export async function storagePoolByName(
  connection: Connection,
  name: string,
  options?: CallOptions,
): Promise<Pool> {
  return asPool((await connection.call(storagePoolLookupByName, { name }, options)).pool);
}

/** Makes or replaces a persistent pool; it is neither built nor started by that. */
export async function defineStoragePool(
  connection: Connection,
  xml: string,
  options?: CallOptions,
): Promise<Pool> {
  return asPool((await connection.call(storagePoolDefineXml, { xml, flags: 0 }, options)).pool);
}

/** Makes what the pool stands on, such as its folder; `flags` are StoragePoolBuildFlags. */
export async function buildStoragePool(
  connection: Connection,
  pool: Pool,
  options: FlagOptions = {},
): Promise<void> {
  await connection.call(storagePoolBuild, { pool: poolRef(pool), flags: options.flags ?? 0 }, options);
}

/** Starts the pool; `flags` are StoragePoolCreateFlags. */
export async function startStoragePool(
  connection: Connection,
  pool: Pool,
  options: FlagOptions = {},
): Promise<void> {
  await connection.call(storagePoolCreate, { pool: poolRef(pool), flags: options.flags ?? 0 }, options);
}

/** Looks again what volumes are there. */
export async function refreshStoragePool(
  connection: Connection,
  pool: Pool,
  options?: CallOptions,
): Promise<void> {
  await connection.call(storagePoolRefresh, { pool: poolRef(pool), flags: 0 }, options);
}

/** Its state (StoragePoolState) and sizes in bytes. */
export async function storagePoolFacts(connection: Connection, pool: Pool, options?: CallOptions) {
  const found = await connection.call(storagePoolGetInfo, { pool: poolRef(pool) }, options);
  return {
    state: found.state,
    capacityBytes: exactNumber(found.capacity, 'capacity'),
    allocationBytes: exactNumber(found.allocation, 'allocation'),
    availableBytes: exactNumber(found.available, 'available'),
  };
}

/** All volumes of a pool, as of its last refresh. */
export async function listVolumes(
  connection: Connection,
  pool: Pool,
  options?: CallOptions,
): Promise<Volume[]> {
  const args = { pool: poolRef(pool), needResults: 1, flags: 0 };
  return (await connection.call(storagePoolListAllVolumes, args, options)).vols.map(asVolume);
}

/** The volume of this name. Rejects with LibvirtError NO_STORAGE_VOL. */
export async function volumeByName(connection: Connection, pool: Pool, name: string): Promise<Volume> {
  return asVolume((await connection.call(storageVolLookupByName, { pool: poolRef(pool), name })).vol);
}

/** Makes a volume from its XML; `flags` are StorageVolCreateFlags. */
export async function createVolume(
  connection: Connection,
  pool: Pool,
  xml: string,
  options: FlagOptions = {},
): Promise<Volume> {
  const args = { pool: poolRef(pool), xml, flags: options.flags ?? 0 };
  return asVolume((await connection.call(storageVolCreateXml, args, options)).vol);
}

/** Makes a volume with the content of `from`, copied by libvirt: slow, so not on the connection for quick calls. */
export async function createVolumeFrom(
  connection: Connection,
  { pool, xml, from, flags = 0 }: { pool: Pool; xml: string; from: Volume; flags?: number },
  options?: CallOptions,
): Promise<Volume> {
  const args = { pool: poolRef(pool), xml, clonevol: from, flags };
  return asVolume((await connection.call(storageVolCreateXmlFrom, args, options)).vol);
}

/** Deletes a volume; `flags` are StorageVolDeleteFlags. */
export async function deleteVolume(
  connection: Connection,
  vol: Volume,
  options: FlagOptions = {},
): Promise<void> {
  await connection.call(storageVolDelete, { vol, flags: options.flags ?? 0 }, options);
}

/** Gives it another capacity; `flags` are StorageVolResizeFlags, such as SHRINK. */
export async function resizeVolume(
  connection: Connection,
  vol: Volume,
  capacityBytes: bigint,
  options: FlagOptions = {},
): Promise<void> {
  await connection.call(
    storageVolResize,
    { vol, capacity: capacityBytes, flags: options.flags ?? 0 },
    options,
  );
}

/** Its type (StorageVolType) and sizes in bytes. */
export async function volumeFacts(connection: Connection, vol: Volume, options?: CallOptions) {
  const found = await connection.call(storageVolGetInfo, { vol }, options);
  return {
    type: found.type,
    capacityBytes: exactNumber(found.capacity, 'capacity'),
    allocationBytes: exactNumber(found.allocation, 'allocation'),
  };
}

/** Its XML. */
export async function volumeXml(connection: Connection, vol: Volume, options?: CallOptions): Promise<string> {
  return (await connection.call(storageVolGetXmlDesc, { vol, flags: 0 }, options)).xml;
}

/**
 * Which part of a volume to stream: from `offset`, `length` bytes, 0 for all. `sparse` sends no zeros: runs of them
 * (64 KiB and longer) travel as holes. A hole leaves what the volume held there, so upload sparse to new volumes only.
 */
export type VolumeRange = { offset?: bigint; length?: bigint; sparse?: boolean; signal?: AbortSignal };

/** A stream to write the volume's bytes to; done when it `finish`ed, which the daemon confirmed. */
export const uploadVolume = (
  connection: Connection,
  vol: Volume,
  { offset = 0n, length = 0n, sparse = false, signal }: VolumeRange = {},
): Promise<LibvirtStream<undefined>> => {
  const flags = sparse ? StorageVolUploadFlags.SPARSE_STREAM : 0;
  return connection.openStream(storageVolUpload, { vol, offset, length, flags }, { signal, sparse });
};

/** A stream of the volume's bytes; holes of sparse streams are read as zeros. */
export const downloadVolume = (
  connection: Connection,
  vol: Volume,
  { offset = 0n, length = 0n, sparse = false, signal }: VolumeRange = {},
): Promise<LibvirtStream<undefined>> => {
  const flags = sparse ? StorageVolDownloadFlags.SPARSE_STREAM : 0;
  return connection.openStream(storageVolDownload, { vol, offset, length, flags }, { signal });
};
