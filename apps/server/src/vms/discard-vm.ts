import { goesForGood } from '@limen/contract/vm-rules';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { readSetting } from '../settings/read-setting.ts';
import { deleteVm } from './delete-vm.ts';
import { reasonOf, stateOf } from './present-vm.ts';
import { trashVm } from './trash-vm.ts';
import { findVmWithRef } from './vm.rows.ts';

/**
 * Deletes a machine: into the trash, from which it can be brought back, where there is one and it can lie there; else for
 * good.
 *
 * @param permanent 'true': for good in any case; 'false': never, whoever asks was told that it can come back
 * @throws AppError `object.not_found`, `auth.forbidden`, `host.unavailable`, `vm.busy`, `vm.state`
 */
export const discardVm = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  permanent: 'true' | 'false' | undefined,
): Promise<OperationRow> => {
  const found = await findVmWithRef(deps.db, vmId);
  const { days } = await readSetting(deps.db, 'trash');
  const final = !found || goesForGood({ state: stateOf(found.row), stateReason: reasonOf(found.row) }, days);
  if (found && final && permanent === 'false') {
    authorize(asked.actor, 'vm:read', found.ref);
    authorize(asked.actor, 'vm:delete', found.ref);
    throw new AppError('vm.state', 'The machine would not go to the trash, but be deleted for good.');
  }
  const forGood = final || permanent === 'true';
  // whichever it is asks for the right, and looks at the row once more under its lock
  return forGood ? deleteVm(deps, asked, vmId) : trashVm(deps, asked, vmId);
};
