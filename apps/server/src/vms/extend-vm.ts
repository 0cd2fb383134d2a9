import { extendedLife } from '@limen/contract/leases';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { readSetting } from '../settings/read-setting.ts';
import { lifeOf } from './life-of.ts';
import { refusal, stateOf } from './present-vm.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Gives a machine more time by the rule: its life is longer, it counts as used, and its owner is told anew before it ends.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `vm.state`, `vm.lease` (there is no end, or no more to give)
 */
export const extendVm = async (deps: Deps, asked: Asked, vmId: string): Promise<void> => {
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row, ref } = found;
    authorize(asked.actor, 'vm:read', ref);
    authorize(asked.actor, 'vm:edit', ref);
    if (refusal('extend', row, false)) {
      throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
    }
    const expiresAtMs = extendedLife(lifeOf(row), await readSetting(tx, 'lease'), now.getTime());
    if (expiresAtMs === undefined) {
      throw new AppError('vm.lease', 'The time of this machine cannot be extended further.');
    }
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
    await updateVm(tx, vmId, { expiresAt, lastUsedAt: now, endNoticedAt: null });
    await recordAudit(tx, asked, {
      action: 'vm.extend',
      object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
      before: { expiresAt: row.expiresAt },
      after: { expiresAt },
    });
  });
  deps.live.publish('vm.changed', { id: vmId });
};
