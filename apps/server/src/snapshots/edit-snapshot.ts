import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { changeVm } from '../vms/change-vm.ts';
import { mustFindSnapshot } from './must-find-snapshot.ts';
import { updateSnapshot } from './snapshot.rows.ts';

/** Gives a snapshot another name or note. @throws AppError `object.not_found`, `auth.forbidden` */
export const editSnapshot = (
  deps: Deps,
  asked: Asked,
  { vmId, snapshotId }: { vmId: string; snapshotId: string },
  change: { name?: string | undefined; note?: string | undefined },
): Promise<void> =>
  changeVm(deps, asked, vmId, async (tx, vm) => {
    const { name, note } = await mustFindSnapshot(tx, vmId, snapshotId);
    const after = { name: change.name ?? name, note: change.note ?? note };
    await updateSnapshot(tx, snapshotId, after);
    await recordAudit(tx, asked, {
      action: 'vm.snapshotEdit',
      object: { type: 'vm', id: vm.id, name: vm.name, ownerId: vm.ownerId },
      before: { snapshotId, name, note },
      after,
    });
  });
