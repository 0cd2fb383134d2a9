import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { deleteShareRow, listShareRecords } from './share.rows.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Takes a person's part in a machine away; they lose its pages and their consoles of it at once. Whoever has a part may
 * leave it: a share is theirs too.
 *
 * @throws AppError `object.not_found` (the machine, or the share), `auth.forbidden`
 */
export const unshareVm = async (deps: Deps, asked: Asked, vmId: string, userId: string): Promise<void> => {
  const { actor } = asked;
  await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row, ref } = found;
    authorize(actor, 'vm:read', ref);
    authorize(actor, 'vm:share', userId === actor.userId ? { ownerId: userId } : ref);
    const [share] = await listShareRecords(tx, vmId, userId);
    if (!share) throw notFound();
    await deleteShareRow(tx, vmId, userId);
    await updateVm(tx, vmId, {});
    await announceAccess(deps, tx, { what: 'part', userId, vmId });
    await recordAudit(tx, asked, {
      action: 'vm.unshare',
      object: { type: 'vm', id: vmId, name: row.name, ownerId: row.ownerId },
      before: { userId, userName: share.user.userName, level: share.level },
    });
  });
};
