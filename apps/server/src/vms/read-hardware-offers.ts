import type { VmHardware } from '@limen/contract/hardware';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { countSnapshots } from './disk.rows.ts';
import { findVmWithRef } from './vm.rows.ts';

/**
 * What a machine could be made on its host.
 *
 * @throws AppError `object.not_found`, `host.unresponsive`
 */
export const readHardwareOffers = async (deps: Deps, actor: Actor, vmId: string): Promise<VmHardware> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  const host = deps.hosts.byId(found.row.hostId);
  const snapshots = await countSnapshots(deps.db, vmId);
  if (host.status().connection !== 'connected') return { machine: null, snapshots, offers: null };
  const { uefi, secureBoot, tpm, machines, cpuModels } = await host.gifts();
  return {
    machine: await host.machine.board(vmId),
    snapshots,
    offers: { uefi, secureBoot, tpm, machines: [...machines], cpuModels: [...cpuModels] },
  };
};
