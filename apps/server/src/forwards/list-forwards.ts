import type { Forward } from '@limen/contract/forwards';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { requireVm } from '../vms/require-vm.ts';
import { listForwardRecords } from './forward.rows.ts';
import { presentForward } from './present-forward.ts';

/** Ports of the host that lead to a machine. @throws AppError `object.not_found` */
export const listForwards = async (deps: Deps, actor: Actor, vmId: string): Promise<Forward[]> => {
  await requireVm(deps, actor, vmId);
  return (await listForwardRecords(deps.db, vmId)).map(presentForward);
};
