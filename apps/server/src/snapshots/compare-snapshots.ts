import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findVmSpec } from '../vms/read-vm-spec.ts';
import { listSnapshotRecords } from './snapshot.rows.ts';

/** A snapshot of which the rows and the disks of its machine do not say the same. */
export type SnapshotDifference = {
  kind: 'snapshot.missing' | 'snapshot.without_row' | 'snapshot.unreadable';
  subject: string;
  detail: string;
};

/**
 * Looks into the disks of one machine: each snapshot that is ready has to be in all of them, and nothing else in any. One that is
 * being made or deleted may be there or not.
 */
export const compareSnapshots = async (
  deps: Deps,
  hostId: string,
  vmId: string,
): Promise<SnapshotDifference[]> => {
  const vm = await findVmSpec(deps.db, vmId);
  if (!vm) return [];
  const rows = new Map((await listSnapshotRecords(deps.db, vmId)).map((row) => [row.id, row]));
  const of = `machine ${vmId}`;
  let tags: Map<string, number>;
  try {
    tags = await deps.hosts.byId(hostId).listSnapshots(vm, AbortSignal.timeout(60_000));
  } catch (error) {
    // one bad disk hides no other one
    const detail = error instanceof AppError ? error.message : String(error);
    return [{ kind: 'snapshot.unreadable', subject: vmId, detail }];
  }
  return [
    ...[...rows.values()]
      .filter(({ id, state }) => state === 'ready' && tags.get(id) !== vm.disks.length)
      .map(({ id }) => ({
        kind: 'snapshot.missing' as const,
        subject: id,
        detail: `${of}: in ${tags.get(id) ?? 0} of ${vm.disks.length} disks`,
      })),
    ...[...tags.keys()]
      .filter((tag) => !rows.has(tag))
      .map((tag) => ({ kind: 'snapshot.without_row' as const, subject: tag, detail: `in a disk of ${of}` })),
  ];
};
