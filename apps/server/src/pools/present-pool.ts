import type { StoragePool } from '@limen/contract/storage-pools';
import { type Actor, may } from '../auth/policy.ts';
import type { Space } from '../hypervisor/host-pools.ts';
import type { PoolRecord, PoolRow } from './pool.rows.ts';

/** The only shape in which a pool leaves the server. @param space null: the host does not say */
export const presentPool = ({ row, disks }: PoolRecord, space: Space | null, actor: Actor): StoragePool => ({
  id: row.id,
  hostId: row.hostId,
  name: row.name,
  path: may(actor, 'pool:manage') ? row.path : null,
  disks,
  capacityBytes: space?.capacityBytes ?? null,
  availableBytes: space?.availableBytes ?? null,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
});

/** For the record. */
export const asObject = (row: Pick<PoolRow, 'id' | 'name'>) => ({
  type: 'pool',
  id: row.id,
  name: row.name,
  ownerId: null,
});
