import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { lockVmWithRef, type VmRow } from './vm.rows.ts';

/**
 * The frame of a change to what hangs on a machine and needs no host: right and row, in one transaction, and who sees it is told.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`
 */
export const changeVm = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  change: (tx: Tx, row: VmRow) => Promise<void>,
): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    authorize(asked.actor, 'vm:read', found.ref);
    authorize(asked.actor, 'vm:edit', found.ref);
    await change(tx, found.row);
  });
  deps.live.publish('vm.changed', { id: vmId });
};
