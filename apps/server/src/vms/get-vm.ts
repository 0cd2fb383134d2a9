import type { Vm } from '@limen/contract/vms';
import { type Actor, authorize, refOf } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { presentVm } from './present-vm.ts';
import { findVmRecord } from './vm.rows.ts';

/** One machine as the actor may see it. @throws AppError `object.not_found`, also where it is somebody else's */
export const getVm = async (deps: Deps, actor: Actor, id: string): Promise<Vm> => {
  const record = await findVmRecord(deps.db, id);
  if (!record) throw notFound();
  authorize(actor, 'vm:read', refOf(record.vm.ownerId, record.shares));
  return presentVm(record, actor, deps.hosts.isConnected(record.vm.hostId));
};
