import type { TuneDiskBody } from '@limen/contract/disks';
import { diskBus, diskCache } from '@limen/contract/systems';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation, type StepContext } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { findDisk, updateDisk } from './disk.rows.ts';
import { mustFindDisk, mustFindDiskSpec } from './must-find-disk.ts';
import { requireSataPort } from './require-sata-port.ts';
import { updateVm } from './vm.rows.ts';

const before = z.object({
  bus: diskBus,
  cache: diskCache,
  bytesPerSecond: z.int().nullable(),
  iops: z.int().nullable(),
});
const input = z.object({ vmId: z.uuid(), diskId: z.uuid(), before });

/** The row says already what it is to be; where that cannot be had, row, machine and definition are what they were. */
export const tuneDiskOperation = defineOperation({
  kind: 'vm.disk.tune',
  version: 1,
  quota: 'none',
  input,
  cancellable: false,
  steps: [
    {
      name: 'tune',
      deadlineSeconds: 150,
      run: async ({ deps, input: given, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, given);
        await guard();
        await host.disks.tune(given.vmId, disk);
      },
      undo: async ({ deps, input: given, guard }) => {
        const { host, spec } = await mustFindSpec(deps, given.vmId);
        const disk = spec.disks.find(({ id }) => id === given.diskId);
        if (!disk) return;
        await guard();
        await host.disks.tune(given.vmId, { ...disk, ...given.before });
      },
    },
  ],
  settled: async (context, outcome) => {
    if (outcome !== 'succeeded') await putBack(context);
    context.deps.live.publish('vm.changed', { id: context.input.vmId });
  },
});

const putBack = async ({ deps, input: given }: StepContext<z.infer<typeof input>>): Promise<void> =>
  deps.db.transaction(async (tx) => {
    if (!(await findDisk(tx, given.vmId, given.diskId))) return;
    await updateDisk(tx, given.diskId, given.before);
    await updateVm(tx, given.vmId, {});
  });

/**
 * Changes how a disk is connected, how the host's cache is used for it, and how much it may do at most. Limits hold at once; another
 * cache from the next start on; another bus only while the machine is off.
 *
 * @throws AppError as every verb on a machine; `vm.disk_limit` (no SATA port is left)
 */
export const tuneDisk = async (
  deps: Deps,
  asked: Asked,
  { vmId, diskId }: { vmId: string; diskId: string },
  body: TuneDiskBody,
): Promise<OperationRow> => {
  const told: { before?: object; after?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'disks',
    definition: tuneDiskOperation,
    find: (tx) => mustFindDisk(tx, vmId, diskId),
    input: async (tx) => {
      const was = before.parse(await mustFindDisk(tx, vmId, diskId));
      told.before = { diskId, ...was };
      return { diskId, before: was };
    },
    change: async (tx, row) => {
      const disk = await mustFindDisk(tx, vmId, diskId);
      if (body.bus !== undefined && body.bus !== disk.bus) {
        if (row.domainRunId !== null) {
          throw new AppError('vm.state', 'A disk’s bus can be changed only while the machine is off.', {
            field: 'bus',
          });
        }
        if (body.bus === 'sata') await requireSataPort(tx, vmId);
      }
      const change = {
        bus: body.bus ?? disk.bus,
        cache: body.cache ?? disk.cache,
        bytesPerSecond: body.bytesPerSecond === undefined ? disk.bytesPerSecond : body.bytesPerSecond,
        iops: body.iops === undefined ? disk.iops : body.iops,
      };
      told.after = { diskId, ...change };
      await updateDisk(tx, diskId, change);
      await updateVm(tx, vmId, {});
    },
    audit: told,
  });
};
