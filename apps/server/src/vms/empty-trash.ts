import { keptInTrashDays, leavesTrashAtMs } from '@limen/contract/leases';
import type { Deps } from '../deps.ts';
import { readSetting } from '../settings/read-setting.ts';
import { beginOwnOperation } from './begin-own-operation.ts';
import { deleteVmOperation, markDeleting } from './delete-vm.ts';
import { listOverdueTrash } from './vm-time.rows.ts';

const dayMs = 86_400_000;
/** What could not be deleted is tried again after this long. */
const againMs = 3600_000;

/** Begins to delete for good what has lain in the trash for as long as the setting says now. */
export const emptyTrash = async (deps: Deps): Promise<void> => {
  const { days } = await readSetting(deps.db, 'trash');
  const nowMs = deps.clock.now().getTime();
  const overdue = await listOverdueTrash(deps.db, {
    trashedBefore: new Date(nowMs - keptInTrashDays(days) * dayMs),
    notFailedSince: new Date(nowMs - againMs),
  });
  for (const vmId of overdue) {
    await beginOwnOperation(deps, vmId, {
      definition: deleteVmOperation,
      stillDue: ({ trashedAt }) => trashedAt !== null && leavesTrashAtMs(trashedAt.getTime(), days) <= nowMs,
      change: markDeleting,
      why: { keptDays: keptInTrashDays(days) },
    }).catch((error: unknown) => deps.log.warn({ err: error, vmId }, 'out of the trash'));
  }
};
