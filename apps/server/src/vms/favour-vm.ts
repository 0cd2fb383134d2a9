import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { setFavourite } from './favourite.rows.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Has a machine that somebody may see among their favourites, or no more. It is shown to them alone; the machine's revision moves
 * all the same, since pages take nothing that is not newer.
 *
 * @throws AppError `object.not_found`
 */
export const favourVm = async (
  deps: Deps,
  { actor }: Asked,
  vmId: string,
  favourite: boolean,
): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    authorize(actor, 'vm:read', found.ref);
    await setFavourite(tx, { userId: actor.userId, vmId }, favourite);
    await updateVm(tx, vmId, {});
  });
  deps.live.publish('vm.changed', { id: vmId });
};
