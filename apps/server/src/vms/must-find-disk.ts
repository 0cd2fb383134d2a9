import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import type { DiskSpec } from '../hypervisor/vm-spec.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { type DiskRow, findDisk } from './disk.rows.ts';
import { actionRight } from './present-vm.ts';
import { findVmWithRef, type VmRow } from './vm.rows.ts';

/** A disk of this machine. @throws AppError `object.not_found`, also for one of another machine */
export const mustFindDisk = async (db: Db, vmId: string, diskId: string): Promise<DiskRow> => {
  const disk = await findDisk(db, vmId, diskId);
  if (!disk) throw notFound();
  return disk;
};

/** What an operation on a disk works on. @throws AppError `operation.interrupted` where its row is gone */
export const mustFindDiskSpec = async (
  deps: Deps,
  { vmId, diskId }: { vmId: string; diskId: string },
): Promise<{ host: Host; disk: DiskSpec }> => {
  const { host, spec } = await mustFindSpec(deps, vmId);
  const disk = spec.disks.find(({ id }) => id === diskId);
  if (!disk) throw new AppError('operation.interrupted', 'The disk’s row is gone.');
  return { host, disk };
};

/**
 * A machine whose disks the asker may change, and its host: for what is asked of the host before anything is locked.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`
 */
export const mustMayChangeDisks = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
): Promise<{ row: VmRow; host: Host }> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(asked.actor, 'vm:read', found.ref);
  authorize(asked.actor, actionRight.disks, found.ref);
  return { row: found.row, host: deps.hosts.byId(found.row.hostId) };
};
