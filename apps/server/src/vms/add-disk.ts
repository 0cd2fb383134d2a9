import { type AddDiskBody, diskNeedsOff, mostDisks } from '@limen/contract/disks';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { noSlot } from '../hypervisor/plug.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { mustFindPool, mustHoldPool } from '../pools/must-find-pool.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { insertDisk, listDisks } from './disk.rows.ts';
import { forgetDisk } from './forget-disk.ts';
import { mustFindDiskSpec, mustMayChangeDisks } from './must-find-disk.ts';
import { requireDiskRoom } from './require-disk-room.ts';
import { requireSataPort } from './require-sata-port.ts';
import { updateVm, type VmRow } from './vm.rows.ts';

/** row (there before) → file → machine. Where it fails, all three go again. */
export const addDiskOperation = defineOperation({
  kind: 'vm.disk.add',
  version: 1,
  quota: 'reserves',
  input: z.object({ vmId: z.uuid(), diskId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'volume',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, input);
        await guard();
        await host.createDisk(disk);
      },
      undo: async ({ deps, input, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, input);
        await guard();
        await host.deleteDisk(disk);
      },
    },
    {
      name: 'attach',
      deadlineSeconds: 150,
      run: async ({ deps, input, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, input);
        await guard();
        await host.disks.attach(input.vmId, disk);
      },
      undo: async ({ deps, input, guard, signal }) => {
        const { host } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.disks.detach(input.vmId, input.diskId, signal);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome !== 'succeeded') {
      const { host, spec } = await mustFindSpec(deps, input.vmId);
      const disk = spec.disks.find(({ id }) => id === input.diskId);
      // one that could not be taken back is there, and counts
      if (disk && !(await host.hasDisk(disk))) await forgetDisk(deps, input);
    }
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

/**
 * Adds an empty disk: at once where the machine runs, else from its next start on. It is not booted from.
 *
 * @throws AppError as every verb on a machine; `vm.disk_limit` (it has as many as it may), `vm.no_slot` (it runs and has no port left),
 *   `quota.exceeded` (its owner's), `pool.full`
 */
export const addDisk = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: AddDiskBody,
): Promise<OperationRow> => {
  const { row: found, host } = await mustMayChangeDisks(deps, asked, vmId);
  await requireDiskRoom(host, body.sizeBytes, await mustFindPool(deps.db, found.hostId, body.poolId));
  const seen = await host.disks.readRunning(vmId);
  const diskId = newId();
  const owners: string[] = [];
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'disks',
    definition: addDiskOperation,
    input: async () => ({ diskId }),
    reserve: async (tx, row) => {
      if (seen.on && body.bus === 'virtio' && seen.freeSlots === 0) throw noSlot('bus');
      owners.push(row.ownerId);
      await mustHoldPool(tx, row.hostId, body.poolId);
      await insert(tx, row, { id: diskId, ...body });
      return reserveQuota(
        tx,
        row.ownerId,
        { diskBytes: body.sizeBytes },
        await deps.settings.of(tx, 'quotaDefaults'),
      );
    },
    audit: { after: { diskId, ...body } },
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};

const insert = async (tx: Tx, row: VmRow, disk: AddDiskBody & { id: string }): Promise<void> => {
  if (diskNeedsOff(disk.bus) && row.domainRunId !== null) {
    throw new AppError('vm.state', 'A SATA disk can be added only while the machine is off.', {
      field: 'bus',
    });
  }
  if (disk.bus === 'sata') await requireSataPort(tx, row.id);
  const disks = await listDisks(tx, row.id);
  if (disks.length >= mostDisks) {
    throw new AppError('vm.disk_limit', `A machine has at most ${mostDisks} disks.`);
  }
  const taken = new Set(disks.map(({ position }) => position));
  const position = [...Array(mostDisks).keys()].find((place) => !taken.has(place)) ?? disks.length;
  await insertDisk(tx, { ...disk, vmId: row.id, position, format: 'qcow2', baseImageId: null });
  await updateVm(tx, row.id, {});
};
