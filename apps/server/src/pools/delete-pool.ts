import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { deletePoolRow, findPoolRecord, lockPool } from './pool.rows.ts';
import { asObject } from './present-pool.ts';

/**
 * Takes a pool out of libvirt; its folder stays, with whatever somebody else put into it. Where the row stays after all, libvirt is
 * given the pool again when it is looked into.
 *
 * @throws AppError `object.not_found`, `pool.in_use` (a disk is in it, perhaps in the trash), `host.unavailable`, `host.refused`
 */
export const deletePool = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  authorize(asked.actor, 'pool:manage');
  await deps.db.transaction(async (tx) => {
    const row = await lockPool(tx, id);
    if (!row) throw notFound();
    const disks = (await findPoolRecord(tx, id))?.disks ?? 0;
    if (disks > 0) {
      throw new AppError(
        'pool.in_use',
        `Disks in this storage pool: ${disks}. Machines in the trash count too.`,
      );
    }
    await deps.hosts.byId(row.hostId).pools.remove({ id, path: row.path });
    await deletePoolRow(tx, id);
    await recordAudit(tx, asked, {
      action: 'pool.delete',
      object: asObject(row),
      before: { path: row.path },
    });
  });
};
