import type { Deps } from '../deps.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteDiskRow } from './disk.rows.ts';
import { lockVm, updateVm } from './vm.rows.ts';

/** Takes the row of a disk whose file is gone, out of the boot order too, and gives back what it counted: once. */
export const forgetDisk = async (
  deps: Deps,
  { vmId, diskId }: { vmId: string; diskId: string },
): Promise<void> => {
  const ownerId = await deps.db.transaction(async (tx) => {
    const row = await lockVm(tx, vmId);
    const gone = row && (await deleteDiskRow(tx, diskId));
    if (!gone) return null;
    const device = `disk:${diskId}`;
    await releaseQuota(tx, row.ownerId, { diskBytes: gone.sizeBytes });
    await updateVm(tx, vmId, {
      bootOrder: row.bootOrder.filter((each) => each !== device),
      ...(row.bootOnce === device && { bootOnce: null }),
    });
    return row.ownerId;
  });
  if (ownerId === null) return;
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('quota.changed', { userId: ownerId });
};
