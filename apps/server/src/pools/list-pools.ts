import type { StoragePool } from '@limen/contract/storage-pools';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { Space } from '../hypervisor/host-pools.ts';
import { notFound } from '../lib/app-error.ts';
import { findPoolRecord, listPoolRecords, type PoolRow } from './pool.rows.ts';
import { presentPool } from './present-pool.ts';

/** All further pools, by name, and how much is free in them now. */
export const listPools = async (deps: Deps, actor: Actor): Promise<StoragePool[]> => {
  authorize(actor, 'host:read');
  const records = await listPoolRecords(deps.db);
  return Promise.all(
    records.map(async (record) => presentPool(record, await spaceIn(deps, record.row), actor)),
  );
};

/** One of them, after it was changed. @throws AppError `object.not_found` */
export const getPool = async (deps: Deps, actor: Actor, id: string): Promise<StoragePool> => {
  const record = await findPoolRecord(deps.db, id);
  if (!record) throw notFound();
  return presentPool(record, await spaceIn(deps, record.row), actor);
};

const spaceIn = async (deps: Deps, { hostId, id, path }: PoolRow): Promise<Space | null> => {
  if (!deps.hosts.isConnected(hostId)) return null;
  return deps.hosts
    .byId(hostId)
    .pools.space({ id, path })
    .catch(() => null);
};
