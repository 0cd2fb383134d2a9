import type { Deps } from '../deps.ts';
import { isSameSize } from '../hypervisor/domain-sizes.ts';
import type { DomainSizes } from '../hypervisor/vm-spec.ts';
import { moveLoad } from './change-load.ts';
import { readHardwarePart, recordChange } from './record-change.ts';
import { findVm, lockVm, type VmRow } from './vm.rows.ts';
import { isWorkedOn, type SizeColumns } from './vm-load.rows.ts';
import { sizesOfRow } from './vm-usage.ts';

/** Somebody else may write the row between our look and our lock; who does so this often works on it himself. */
const tries = 5;

/**
 * Makes a row say how large libvirt says a machine is: what it starts with, and what it has while it runs. Somebody resized it
 * by virsh, or its guest took back what its balloon had given up. It is counted as what it is, beyond any limit: it is there.
 * While an operation of ours works on it nothing is done: that may be what resizes it, and everything is compared every minute.
 *
 * @throws AppError `host.unavailable`, `host.unresponsive`
 */
export const followSize = async (deps: Deps, vmId: string): Promise<void> => {
  for (let n = 0; n < tries; n += 1) {
    const row = await findVm(deps.db, vmId);
    if (row?.phase !== 'ready' || (await isWorkedOn(deps.db, vmId))) return;
    const sizes = await deps.hosts.byId(row.hostId).readSizes(vmId);
    if (!sizes) return;
    const done = await write(deps, row, sizes);
    if (done === 'stale') continue;
    if (done === 'same') return;
    deps.log.info({ vmId, sizes }, 'a machine has another size than LIMEN gave it');
    deps.live.publish('vm.changed', { id: vmId });
    deps.live.publish('quota.changed', { userId: row.ownerId });
    return;
  }
};

const write = (deps: Deps, row: VmRow, sizes: DomainSizes): Promise<'stale' | 'same' | 'written'> =>
  deps.db.transaction(async (tx) => {
    const now = await lockVm(tx, row.id);
    if (now?.revision !== row.revision) return 'stale';
    if (await isWorkedOn(tx, row.id)) return 'same';
    const change = changeOf(row, sizes);
    if (isUnchanged(row, change)) return 'same';
    const before = await readHardwarePart(tx, row.id);
    await moveLoad(tx, row, change);
    const after = await readHardwarePart(tx, row.id);
    // nobody whom LIMEN knows has done it
    if (before && after) await recordChange(tx, null, row.id, { action: 'vm.resize', before, after });
    return 'written';
  });

const changeOf = (row: VmRow, { defined, given }: DomainSizes): SizeColumns => {
  // what is not seen to run yet, or any more, is for whoever sees that
  const runs = row.domainRunId !== null && row.countsRunning;
  const own = runs && given && !isSameSize(given, defined) ? given : null;
  return {
    ...defined,
    liveVcpus: own?.vcpus ?? null,
    liveMemoryBytes: own?.memoryBytes ?? null,
    liveVcpusMax: own?.vcpusMax ?? null,
    liveMemoryMaxBytes: own?.memoryMaxBytes ?? null,
  };
};

/** By what it says: that what runs is as it starts can be written in two ways. */
const isUnchanged = (row: VmRow, change: SizeColumns): boolean => {
  const [before, after] = [sizesOfRow(row), sizesOfRow(change)];
  return isSameSize(before.defined, after.defined) && isSameSize(before.run, after.run);
};
