import type { Deps } from '../deps.ts';
import { haveForwards, keepForwards } from '../forwards/keep-forwards.ts';
import { keepAddressesOf } from '../networks/keep-networks.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { tellImagesOfVm } from './tell-images-of-vm.ts';
import { deleteVmRow } from './vm.rows.ts';
import { listImagesOfVm } from './vm-images.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Takes the row of a machine away, of which nothing else is left, and gives back what it took of its owner’s quota: in one
 * transaction, so that a second call, or one after a crash, finds nothing to give back.
 */
export const forgetVm = async (deps: Deps, vmId: string): Promise<void> => {
  const spec = await findVmSpec(deps.db, vmId);
  const hadForwards = await haveForwards(deps.db, [vmId]);
  const gone = await deps.db.transaction(async (tx) => {
    const images = await listImagesOfVm(tx, vmId);
    const row = await deleteVmRow(tx, vmId);
    if (row) await releaseQuota(tx, row.vm.ownerId, vmUsage(row.vm, row.kept));
    return row && { ...row, images };
  });
  if (!gone) return;
  deps.live.publish('vm.removed', { id: gone.vm.id, ref: gone.ref, revision: gone.vm.revision + 1 });
  deps.live.publish('quota.changed', { userId: gone.vm.ownerId });
  await tellImagesOfVm(deps, vmId, gone.images);
  // where the host is away, it hears of it when it is back
  const later = (error: unknown): void =>
    deps.log.info({ err: error, vmId }, 'the host gives its addresses and ports back later');
  await keepAddressesOf(deps, spec?.nics ?? []).catch(later);
  if (hadForwards) await keepForwards(deps, gone.vm.hostId).catch(later);
};
