import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { changeVm } from '../vms/change-vm.ts';
import { deleteForwardRow, findForwardRecord } from './forward.rows.ts';
import { keepForwards } from './keep-forwards.ts';

/**
 * Closes a way into a machine for whoever comes from now on.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `host.unavailable`: it is open then as before
 */
export const removeForward = async (
  deps: Deps,
  asked: Asked,
  { vmId, forwardId }: { vmId: string; forwardId: string },
): Promise<void> => {
  let hostId = '';
  await changeVm(deps, asked, vmId, async (tx, vm) => {
    hostId = vm.hostId;
    const record = await findForwardRecord(tx, vmId, forwardId);
    if (!record) throw notFound();
    deps.hosts.byId(hostId).requireConnected();
    await deleteForwardRow(tx, forwardId);
    const { nicId, protocol, hostPort, guestPort, sources } = record.row;
    await recordAudit(tx, asked, {
      action: 'vm.forwardRemove',
      object: { type: 'vm', id: vm.id, name: vm.name, ownerId: vm.ownerId },
      before: { forwardId, nicId, protocol, hostPort, guestPort, sources },
    });
  });
  await keepForwards(deps, hostId);
};
