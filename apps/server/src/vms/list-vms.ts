import type { Vm } from '@limen/contract/vms';
import { type Actor, mayToAll, refOf } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { Shown } from '../live/live-sources.ts';
import { presentVm } from './present-vm.ts';
import { findVmRecord, listTrashRecords, listVmRecords, type VmRecord } from './vm.rows.ts';

/** The machines the actor may see, oldest first, without the trash. Reads rows only: libvirt is not asked. */
export const listVms = async (deps: Deps, actor: Actor): Promise<Vm[]> => {
  const all = mayToAll(actor, 'vm:read');
  const records = await listVmRecords(deps.db, all ? null : actor.userId);
  return records.map((record) => presentVm(record, actor, deps.hosts.isConnected(record.vm.hostId)));
};

/** What the actor could bring back from the trash, in the order in which it was made. */
export const listTrash = async (deps: Deps, actor: Actor): Promise<Vm[]> => {
  const records = await listTrashRecords(deps.db, mayToAll(actor, 'vm:read') ? null : actor.userId);
  return records.map((record) => presentVm(record, actor, deps.hosts.isConnected(record.vm.hostId)));
};

/** One machine, read once and shown to many: each reader gets it with their own permissions. */
export const findVmView = async (deps: Deps, id: string): Promise<Shown<Vm> | undefined> => {
  const record = await findVmRecord(deps.db, id);
  return record && viewOf(deps, record);
};

/** A machine that was read already, to be shown to many. */
export const viewOf = (deps: Deps, record: VmRecord): Shown<Vm> => {
  const connected = deps.hosts.isConnected(record.vm.hostId);
  return {
    ...refOf(record.vm.ownerId, record.shares),
    present: (actor) => presentVm(record, actor, connected),
    variantOf: (actor) => (record.favouredBy.includes(actor.userId) ? 'favourite' : ''),
  };
};
