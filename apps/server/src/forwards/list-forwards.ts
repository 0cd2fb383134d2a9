import type { Forward, ForwardRules } from '@limen/contract/forwards';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { readSetting } from '../settings/read-setting.ts';
import { requireVm } from '../vms/require-vm.ts';
import { countForwardsOf, listForwardRecords } from './forward.rows.ts';
import { presentForward } from './present-forward.ts';

/**
 * Ports of the host that lead to a machine, and what decides whether another one can.
 *
 * @throws AppError `object.not_found`
 */
export const listForwards = async (
  deps: Deps,
  actor: Actor,
  vmId: string,
): Promise<{ forwards: Forward[]; rules: ForwardRules; ofOwner: number }> => {
  const { ownerId } = await requireVm(deps, actor, vmId);
  return {
    forwards: (await listForwardRecords(deps.db, vmId)).map(presentForward),
    rules: await readSetting(deps.db, 'forwards'),
    ofOwner: ownerId === null ? 0 : await countForwardsOf(deps.db, ownerId),
  };
};
