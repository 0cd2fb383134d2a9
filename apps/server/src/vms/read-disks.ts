import { guestDiskPath, type VmDisk } from '@limen/contract/disks';
import { diskBus, diskCache } from '@limen/contract/systems';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { countSnapshotsByDisk, listDisks } from './disk.rows.ts';
import { findVmWithRef } from './vm.rows.ts';

/**
 * A machine's disks, as its rows, its host and its guest have them. What the host or the guest does not say is null: the rest
 * is told all the same.
 *
 * @throws AppError `object.not_found`
 */
export const readDisks = async (deps: Deps, actor: Actor, vmId: string): Promise<VmDisk[]> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  const { row } = found;
  const host = deps.hosts.byId(row.hostId);
  const [disks, inSnapshots, running, guest] = await Promise.all([
    listDisks(deps.db, vmId),
    countSnapshotsByDisk(deps.db, vmId),
    unlessUnknown(() => host.disks.readRunning(vmId)),
    row.domainRunId === null ? null : unlessUnknown(() => host.disks.readGuest(vmId)),
  ]);
  return Promise.all(
    disks.map(async (disk) => {
      const bus = diskBus.parse(disk.bus);
      const cache = diskCache.parse(disk.cache);
      const serial = host.disks.serialOf(disk.id);
      return {
        id: disk.id,
        bus,
        sizeBytes: disk.sizeBytes,
        usedBytes: (await unlessUnknown(() => host.disks.readFile(disk)))?.usedBytes ?? null,
        system: disk.position === 0,
        serial,
        path: guestDiskPath(bus, serial),
        plugged: running?.on ? running.has(disk.id) : null,
        inSnapshots: inSnapshots.get(disk.id) ?? 0,
        cache,
        cacheWaits: running?.on === true && running.has(disk.id) && running.cacheOf(disk.id) !== cache,
        bytesPerSecond: disk.bytesPerSecond,
        iops: disk.iops,
        pool: disk.pool && { id: disk.pool.id, name: disk.pool.name },
        guest: guest?.get(disk.id) ?? null,
      };
    }),
  );
};

const unlessUnknown = <T>(ask: () => Promise<T>): Promise<T | null> => ask().catch(() => null);
