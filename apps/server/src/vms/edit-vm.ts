import type { EditVmBody } from '@limen/contract/housekeeping';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { onlyChanged } from '../lib/only-changed.ts';
import { columnsOfLabels, type Labels, labelsOf } from './labels-of.ts';
import { refusal, stateOf } from './present-vm.ts';
import { recordChange } from './record-change.ts';
import { tellOwner } from './tell-owner.ts';
import { lockVmWithRef, updateVm } from './vm.rows.ts';

/**
 * Gives a machine another name, description or tags, protects it, or says when it is started by itself; what is left out stays.
 * Nothing of ours is found by its name, so nothing else changes. libvirt shows name and description: told at once, or, where its
 * host is away, with the next definition.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `vm.state`, `vm.name_taken`
 */
export const editVm = async (deps: Deps, asked: Asked, vmId: string, to: EditVmBody): Promise<void> => {
  const hostId = await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row, ref } = found;
    authorize(asked.actor, 'vm:read', ref);
    authorize(asked.actor, 'vm:edit', ref);
    if (refusal('edit', row, false)) {
      throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
    }
    const before = labelsOf(row);
    const after = withWish(before, to);
    await updateVm(tx, vmId, columnsOfLabels(after)).catch((error: unknown) => {
      if (!isUniqueViolation(error, 'vms_owner_name')) throw error;
      const why = `Its owner has a machine named ${after.name} already.`;
      throw new AppError('vm.name_taken', why, { field: 'name' });
    });
    await recordChange(tx, asked, vmId, { action: 'vm.edit', before, after });
    await recordAudit(tx, asked, {
      action: 'vm.edit',
      object: { type: 'vm', id: row.id, name: after.name, ownerId: row.ownerId },
      ...onlyChanged(before, after),
    });
    return row.hostId;
  });
  deps.live.publish('vm.changed', { id: vmId });
  await tellOwner(deps, hostId, vmId).catch((error: unknown) =>
    deps.log.info({ err: error, vmId }, 'the host is told its name later'),
  );
};

const withWish = (now: Labels, to: EditVmBody): Labels => ({
  name: to.name ?? now.name,
  description: to.description ?? now.description,
  tags: to.tags ?? now.tags,
  protected: to.protected ?? now.protected,
  autostart: {
    on: to.autostart?.on ?? now.autostart.on,
    order: to.autostart?.order ?? now.autostart.order,
    delaySeconds: to.autostart?.delaySeconds ?? now.autostart.delaySeconds,
  },
});
