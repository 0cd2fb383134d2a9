import type { GrowDiskBody } from '@limen/contract/disks';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { findDisk, updateDisk } from './disk.rows.ts';
import { mustFindDisk, mustFindDiskSpec, mustMayChangeDisks } from './must-find-disk.ts';
import { requireDiskRoom } from './require-disk-room.ts';
import { lockVm, updateVm } from './vm.rows.ts';

const input = z.object({ vmId: z.uuid(), diskId: z.uuid(), bytesBefore: z.int() });

/** The row has the new size already, and the quota counts it. What is larger stays so: nothing here makes a disk smaller. */
export const growDiskOperation = defineOperation({
  kind: 'vm.disk.grow',
  version: 1,
  quota: 'reserves',
  input,
  cancellable: false,
  steps: [
    {
      name: 'grow',
      deadlineSeconds: 240,
      run: async ({ deps, input: given, guard }) => {
        const { host, disk } = await mustFindDiskSpec(deps, given);
        await guard();
        await host.disks.grow({ vmId: given.vmId, disk, sizeBytes: disk.sizeBytes });
      },
    },
  ],
  settled: async ({ deps, input: given }, outcome) => {
    if (outcome !== 'succeeded') await settleSize(deps, given);
    deps.live.publish('vm.changed', { id: given.vmId });
  },
});

/** Not grown, or nobody knows: as large as its file says it is. */
const settleSize = async (
  deps: Deps,
  { vmId, diskId, bytesBefore }: z.infer<typeof input>,
): Promise<void> => {
  const { host, spec } = await mustFindSpec(deps, vmId);
  const file = spec.disks.find(({ id }) => id === diskId);
  const isBytes = (file && (await host.disks.readFile(file)))?.sizeBytes ?? bytesBefore;
  const ownerId = await deps.db.transaction(async (tx) => {
    const row = await lockVm(tx, vmId);
    const disk = await findDisk(tx, vmId, diskId);
    if (!row || !disk) return null;
    const sizeBytes = Math.min(disk.sizeBytes, Math.max(bytesBefore, isBytes));
    await updateDisk(tx, diskId, { sizeBytes });
    await releaseQuota(tx, row.ownerId, { diskBytes: disk.sizeBytes - sizeBytes });
    await updateVm(tx, vmId, {});
    return row.ownerId;
  });
  if (ownerId !== null) deps.live.publish('quota.changed', { userId: ownerId });
};

/**
 * Makes a disk larger, also while its machine runs. What is on it stays; that its guest uses the new room is the guest's part.
 *
 * @throws AppError as every verb on a machine; `vm.disk_shrink`, `quota.exceeded` (its owner's), `pool.full`
 */
export const growDisk = async (
  deps: Deps,
  asked: Asked,
  { vmId, diskId }: { vmId: string; diskId: string },
  { sizeBytes }: GrowDiskBody,
): Promise<OperationRow> => {
  const { host } = await mustMayChangeDisks(deps, asked, vmId);
  const before = await mustFindDisk(deps.db, vmId, diskId);
  requireLarger(before.sizeBytes, sizeBytes);
  await requireDiskRoom(host, sizeBytes - before.sizeBytes, before.pool);
  const owners: string[] = [];
  const told: { before?: object; after: object } = { after: { diskId, sizeBytes } };
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'disks',
    definition: growDiskOperation,
    find: (tx) => mustFindDisk(tx, vmId, diskId),
    input: async (tx) => {
      const disk = await mustFindDisk(tx, vmId, diskId);
      told.before = { diskId, sizeBytes: disk.sizeBytes };
      return { diskId, bytesBefore: disk.sizeBytes };
    },
    reserve: async (tx, row) => {
      const disk = await mustFindDisk(tx, vmId, diskId);
      requireLarger(disk.sizeBytes, sizeBytes);
      owners.push(row.ownerId);
      await updateDisk(tx, diskId, { sizeBytes });
      await updateVm(tx, vmId, {});
      const more = { diskBytes: sizeBytes - disk.sizeBytes };
      return reserveQuota(tx, row.ownerId, more, await deps.settings.of(tx, 'quotaDefaults'));
    },
    audit: told,
  });
  for (const userId of owners) deps.live.publish('quota.changed', { userId });
  return operation;
};

const requireLarger = (isBytes: number, wantedBytes: number): void => {
  const field = 'sizeBytes';
  if (wantedBytes < isBytes) {
    throw new AppError('vm.disk_shrink', 'A disk is never made smaller: what is at its end would be lost.', {
      field,
    });
  }
  if (wantedBytes === isBytes) throw new AppError('request.invalid', 'The disk has this size.', { field });
};
