import type { Share, ShareBody } from '@limen/contract/shares';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findSharee } from '../users/find-sharee.ts';
import { presentShare } from './present-share.ts';
import { refusal, stateOf } from './present-vm.ts';
import { listShareRecords, putShareRow } from './share.rows.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Gives a person a part in a machine, or changes it.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `vm.state` (in the trash), `share.refused`, `share.limit`
 */
export const shareVm = async (deps: Deps, asked: Asked, vmId: string, body: ShareBody): Promise<Share> => {
  const { actor } = asked;
  const share = await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row, ref } = found;
    authorize(actor, 'vm:read', ref);
    authorize(actor, 'vm:share', ref);
    if (refusal('share', row, false)) {
      throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
    }
    const { id: userId, userName } = await findSharee(tx, body.userName, ref);
    const before = ref.shares?.get(userId);
    if (before !== body.level) {
      await putShareRow(tx, { vmId, userId, level: body.level, createdBy: actor.userId });
      // the machine looks different to them
      await updateVm(tx, vmId, {});
    }
    const [share] = await listShareRecords(tx, vmId, userId);
    if (!share) throw new Error('a share that was written is not there');
    if (before !== body.level) {
      await announceAccess(deps, tx, { what: 'part', userId, vmId });
      await recordAudit(tx, asked, {
        action: 'vm.share',
        object: { type: 'vm', id: vmId, name: row.name, ownerId: row.ownerId },
        before: before === undefined ? null : { userId, userName, level: before },
        after: { userId, userName, level: body.level },
      });
    }
    return share;
  });
  return presentShare(share);
};
