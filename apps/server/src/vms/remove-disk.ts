import { diskNeedsOff } from '@limen/contract/disks';
import { diskBus } from '@limen/contract/systems';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { countSnapshotsByDisk } from './disk.rows.ts';
import { forgetDisk } from './forget-disk.ts';
import { mustFindDisk, mustFindDiskSpec, mustMayChangeDisks } from './must-find-disk.ts';

/** machine → file → row. As long as the file is there, the disk can be put back; once it has gone, so does the row. */
export const removeDiskOperation = defineOperation({
  kind: 'vm.disk.remove',
  version: 1,
  quota: 'releases',
  input: z.object({ vmId: z.uuid(), diskId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'detach',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard, signal }) => {
        const { host } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.disks.detach(input.vmId, input.diskId, signal);
      },
      undo: async ({ deps, input, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, input);
        if (!(await host.hasDisk(disk))) return;
        await guard();
        await host.disks.attach(input.vmId, disk);
      },
    },
    {
      name: 'volume',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, input);
        await guard();
        await host.deleteDisk(disk);
      },
    },
  ],
  settled: async ({ deps, input }) => {
    const { host, spec } = await mustFindSpec(deps, input.vmId);
    const disk = spec.disks.find(({ id }) => id === input.diskId);
    if (disk && !(await host.hasDisk(disk))) await forgetDisk(deps, input);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Removes a disk with everything on it: its file goes when its guest has let go of it.
 *
 * @param given.mounted also where the guest agent says that the guest has it mounted: Linux lets go of such a disk all the same,
 *   and what it had not written is lost
 * @throws AppError as every verb on a machine; `vm.system_disk`, `vm.disk_mounted`, `vm.disk_in_snapshot`; the operation: `vm.disk_held`
 */
export const removeDisk = async (
  deps: Deps,
  asked: Asked,
  { vmId, diskId }: { vmId: string; diskId: string },
  given: { mounted: boolean },
): Promise<OperationRow> => {
  const { row, host } = await mustMayChangeDisks(deps, asked, vmId);
  const disk = await mustFindDisk(deps.db, vmId, diskId);
  if (disk.position === 0) {
    throw new AppError('vm.system_disk', 'The first disk of a machine stays with it.');
  }
  if (!given.mounted && row.domainRunId !== null) await requireUnmounted(host, vmId, diskId);
  const { bus, sizeBytes } = disk;
  return beginVmOperation(deps, asked, vmId, {
    action: 'disks',
    definition: removeDiskOperation,
    find: (tx) => mustFindDisk(tx, vmId, diskId),
    input: async () => ({ diskId }),
    change: async (tx, locked) => {
      if ((await countSnapshotsByDisk(tx, vmId)).has(diskId)) {
        throw new AppError('vm.disk_in_snapshot', 'A snapshot of this machine is in this disk too.');
      }
      if (!diskNeedsOff(diskBus.parse(bus)) || locked.domainRunId === null) return;
      throw new AppError('vm.state', 'A SATA disk can be removed only while the machine is off.');
    },
    audit: { before: { diskId, bus, sizeBytes } },
  });
};

/** What the guest says is believed in the one direction that loses nothing. */
const requireUnmounted = async (host: Host, vmId: string, diskId: string): Promise<void> => {
  const mounts = (await host.disks.readGuest(vmId))?.get(diskId)?.mounts ?? [];
  if (mounts.length === 0) return;
  throw new AppError('vm.disk_mounted', `The guest has this disk mounted at ${mounts.join(', ')}.`);
};
