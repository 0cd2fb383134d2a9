import { noticeForChosenEnd } from '@limen/contract/leases';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { readSetting } from '../settings/read-setting.ts';
import { refusal, stateOf } from './present-vm.ts';
import { tellOfEnd } from './tell-of-end.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Chooses when one machine's life ends, whatever the rule says; null: it does not. An end that is nearer than the usual
 * warning stays where it was put, and the owner is told at once.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `vm.state`, `request.invalid` (that is over)
 */
export const setVmEnd = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  expiresAt: Date | null,
): Promise<void> => {
  authorize(asked.actor, 'setting:change');
  const now = deps.clock.now();
  const told = await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row } = found;
    if (refusal('extend', row, false)) {
      throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
    }
    if (expiresAt !== null && expiresAt <= now) {
      throw new AppError('request.invalid', 'This time is over.', { field: 'expiresAt' });
    }
    const rule = await readSetting(tx, 'lease');
    const noticedMs =
      expiresAt === null ? null : noticeForChosenEnd(expiresAt.getTime(), rule, now.getTime());
    await updateVm(tx, vmId, { expiresAt, endNoticedAt: noticedMs === null ? null : new Date(noticedMs) });
    await recordAudit(tx, asked, {
      action: 'vm.setEnd',
      object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
      before: { expiresAt: row.expiresAt },
      after: { expiresAt },
    });
    return noticedMs !== null;
  });
  deps.live.publish('vm.changed', { id: vmId });
  if (told) await tellOfEnd(deps, vmId);
};
