import type { NewPoolBody, StoragePool } from '@limen/contract/storage-pools';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import { notUsable, overlap } from '../hypervisor/host-pools.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { getPool } from './list-pools.ts';
import { nameTaken, requireNameFree } from './name-taken.ts';
import { deletePoolRow, insertPool, listPoolsOfHost } from './pool.rows.ts';
import { asObject } from './present-pool.ts';

/**
 * Makes a folder of the host a storage pool: its row first. Where the server dies in between, libvirt is given the pool when it
 * is first looked into (host-pools.ts, `furtherPool`), or it is removed like any other.
 *
 * @throws AppError `pool.folder`, `pool.name_taken`, `host.unavailable`, `host.refused`: nothing is left then
 */
export const createPool = async (deps: Deps, asked: Asked, body: NewPoolBody): Promise<StoragePool> => {
  authorize(asked.actor, 'pool:manage');
  const [host] = deps.hosts.all();
  if (!host) throw new AppError('host.unavailable', 'There is no host.');
  // what needs no look into the host's folders first
  await requireNameFree(deps.db, host.id, body.name);
  host.requireConnected();
  const path = await host.pools.mustBeUsable(body.path);
  const pool = { id: newId(), path };
  await deps.db.transaction(async (tx) => {
    // of one that is added at the same moment libvirt may not know yet
    await lockHost(tx, host.id);
    const taken = (await listPoolsOfHost(tx, host.id)).some((other) => overlap(other.path, path));
    if (taken) throw notUsable('A storage pool is in it, or inside or above it, already.');
    const row = await insertPool(tx, { ...pool, hostId: host.id, name: body.name }).catch(nameTaken);
    await recordAudit(tx, asked, { action: 'pool.create', object: asObject(row), after: { path } });
  });
  try {
    await host.pools.add(pool);
  } catch (error) {
    await host.pools
      .remove(pool)
      .catch((left: unknown) => deps.log.warn({ err: left, poolId: pool.id }, 'a half-made pool stays'));
    await deletePoolRow(deps.db, pool.id);
    throw error;
  }
  return getPool(deps, asked.actor, pool.id);
};
