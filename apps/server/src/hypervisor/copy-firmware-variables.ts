import { basename, dirname, join } from 'node:path';
import { domainName } from '@limen/domain-xml/identity';
import { readDomain } from '@limen/domain-xml/read-domain';
import { readVolume } from '@limen/domain-xml/read-storage';
import { writePool, writeVolume } from '@limen/domain-xml/write-storage';
import { DomainXmlFlags, ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool } from '@limen/libvirt/generated/types';
import { caused, type HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';
import { lookUpVolume } from './look-up-volume.ts';

/** Where libvirt's system daemon keeps the variables of UEFI machines, each in a file named after its domain. */
const usualFolder = '/var/lib/libvirt/qemu/nvram';
const ownPool = 'limen-nvram';

/**
 * Whose variables: a machine's own, or those it had when a snapshot was made, which lie beside them under the snapshot's tag.
 */
export type VariablesOf = { vmId: string; tag?: string | undefined };

/**
 * Gives a machine that is off, or a snapshot, the UEFI variables of another one: its boot entries, and keys that were enrolled
 * in it. libvirt itself copies the file, by a storage pool on its folder: nobody but root can read it. Of a machine that was
 * never started there are none, and then there are none afterwards: it begins with new ones like any machine.
 *
 * @throws AppError `host.refused`
 */
export const copyFirmwareVariables = async (
  host: HostConnection,
  { from, to }: { from: VariablesOf; to: VariablesOf },
): Promise<void> => {
  const source = await variablesPath(host, from, usualFolder);
  const copy = await variablesPath(host, to, dirname(source));
  const pool = await poolAt(host, dirname(source));
  // an earlier try may have ended in the middle of it
  await deleteIn(host, pool, basename(copy));
  const file = await lookUpVolume(host, pool, basename(source));
  if (!file) return;
  const { format, capacityBytes } = readVolume(
    (await host.call(rpc.storageVolGetXmlDesc, { vol: file, flags: 0 })).xml,
  );
  const xml = writeVolume({
    name: basename(copy),
    capacityBytes: capacityBytes ?? 0,
    format: format === 'qcow2' ? 'qcow2' : 'raw',
    backing: null,
  });
  await host.call(
    rpc.storageVolCreateXmlFrom,
    { pool, xml, clonevol: file, flags: 0 },
    { timeoutMs: 60_000 },
  );
};

/**
 * Takes away a machine's own, with all that lies under its name; none is fine. Not of a machine with snapshots, whose variables
 * begin with that name, too.
 */
export const deleteOwnVariables = async (host: HostConnection, vmId: string): Promise<void> => {
  const pool = await poolAt(host, usualFolder);
  await deleteAllIn(host, pool, `${domainName(vmId)}_VARS.`);
};

/** Takes away those of a snapshot; none is fine. */
export const deleteFirmwareVariables = async (
  host: HostConnection,
  of: { vmId: string; tag: string },
): Promise<void> => {
  const path = await variablesPath(host, of, usualFolder);
  await deleteIn(host, await poolAt(host, dirname(path)), basename(path));
};

/** Takes away those of all snapshots of a machine that is still defined. */
export const deleteSnapshotVariables = async (host: HostConnection, vmId: string): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  const { xml } = await host.call(rpc.domainGetXmlDesc, { dom, flags: DomainXmlFlags.INACTIVE });
  if (readDomain(xml).firmware !== 'uefi') return;
  const own = await variablesPath(host, { vmId }, usualFolder);
  const pool = await poolAt(host, dirname(own));
  await deleteAllIn(host, pool, `${basename(own)}.`);
};

const deleteAllIn = async (host: HostConnection, pool: NonnullStoragePool, prefix: string): Promise<void> => {
  await host.call(rpc.storagePoolRefresh, { pool, flags: 0 });
  const { vols } = await host.call(rpc.storagePoolListAllVolumes, { pool, needResults: 1, flags: 0 });
  for (const { name } of vols) if (name.startsWith(prefix)) await deleteIn(host, pool, name);
};

const deleteIn = async (host: HostConnection, pool: NonnullStoragePool, name: string): Promise<void> => {
  // what it remembers of the folder is of its last look
  await host.call(rpc.storagePoolRefresh, { pool, flags: 0 });
  const vol = await lookUpVolume(host, pool, name);
  if (vol) await host.call(rpc.storageVolDelete, { vol, flags: 0 });
};

/** libvirt 9.0 writes the path into what runs only, later ones into what is kept as well. */
const variablesPath = async (
  host: HostConnection,
  { vmId, tag }: VariablesOf,
  folder: string,
): Promise<string> => {
  const dom = await mustFindDomain(host, vmId);
  const { xml } = await host.call(rpc.domainGetXmlDesc, { dom, flags: DomainXmlFlags.INACTIVE });
  const own = readDomain(xml).nvramPath ?? join(folder, `${domainName(vmId)}_VARS.fd`);
  return tag === undefined ? own : `${own}.${tag}`;
};

/** The pool on a folder, whosever it is; else one of ours that is not kept: it goes with the daemon. */
const poolAt = async (host: HostConnection, path: string): Promise<NonnullStoragePool> => {
  const known = await lookUpPool(host, path);
  if (known) return known;
  try {
    return (await host.call(rpc.storagePoolCreateXml, { xml: writePool({ name: ownPool, path }), flags: 0 }))
      .pool;
  } catch (error) {
    // another clone was faster
    const made = await lookUpPool(host, path);
    if (!made) throw error;
    return made;
  }
};

/** It has to run: one that does not has no files. */
const lookUpPool = async (host: HostConnection, path: string): Promise<NonnullStoragePool | undefined> => {
  try {
    const { pool } = await host.call(rpc.storagePoolLookupByTargetPath, { path, flags: 0 });
    const { active } = await host.call(rpc.storagePoolIsActive, { pool });
    if (active === 0) await host.call(rpc.storagePoolCreate, { pool, flags: 0 });
    return pool;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_STORAGE_POOL)) return undefined;
    throw error;
  }
};
