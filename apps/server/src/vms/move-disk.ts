import { rm } from 'node:fs/promises';
import type { MoveDiskBody } from '@limen/contract/disks';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import type { DiskSpec } from '../hypervisor/vm-spec.ts';
import { openOwnFile } from '../images/incoming.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation, type StepContext } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { mustFindPool, mustHoldPool } from '../pools/must-find-pool.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { countSnapshotsByDisk, updateDisk } from './disk.rows.ts';
import { mustFindDisk, mustFindDiskSpec, mustMayChangeDisks } from './must-find-disk.ts';
import { stateOf } from './present-vm.ts';
import { requireDiskRoom } from './require-disk-room.ts';
import { updateVm } from './vm.rows.ts';

/** Copying a disk of a terabyte takes that long on a slow one. */
const hours = 3600;

const input = z.object({
  vmId: z.uuid(),
  diskId: z.uuid(),
  fromPoolId: z.uuid().nullable(),
  toPoolId: z.uuid().nullable(),
  /** Somebody had paused it: it stays so. */
  paused: z.boolean(),
});
type Input = z.infer<typeof input>;

/** The disk as it was before, and as it is to be, whatever its row says by now. */
const bothPlaces = async (
  deps: Deps,
  given: Input,
): Promise<{ host: Host; from: DiskSpec; to: DiskSpec }> => {
  const { host, disk } = await mustFindDiskSpec(deps, given);
  const inPool = async (poolId: string | null): Promise<DiskSpec> => ({
    ...disk,
    pool: await mustFindPool(deps.db, host.id, poolId),
  });
  return { host, from: await inPool(given.fromPoolId), to: await inPool(given.toPoolId) };
};

/** Of a machine that is off, whose old file is the whole disk; what a mirror left is not. */
const copyWhileOff = async (
  { host, from, to, vmId }: { host: Host; from: DiskSpec; to: DiskSpec; vmId: string },
  { guard, signal, progress }: Pick<StepContext<Input>, 'guard' | 'signal' | 'progress'>,
): Promise<void> => {
  await host.deleteDisk(to);
  const path = host.halfPath(to);
  // another inode: a process that was left over may go on writing to the old one
  await rm(path, { force: true });
  await host.copyDisk({ disk: from, standsOnBase: from.baseImageId !== null, to: path, signal, progress });
  await using file = await openOwnFile(path);
  await file.sync();
  await guard();
  await host.takeDisk({ ...to, path, file });
  await guard();
  await host.mirrors.name(vmId, to);
};

const writePlace = (deps: Deps, { vmId, diskId, toPoolId }: Input): Promise<void> =>
  deps.db.transaction(async (tx) => {
    await updateDisk(tx, diskId, { poolId: toPoolId });
    await updateVm(tx, vmId, {});
  });

/**
 * mirror (of a machine that runs) → copy (of one that is off, or went off meanwhile; else it is held) → switch over, and the row →
 * old file. Until the definition names the new file the old one is the disk, whatever dies (mirror-disk.ts says why).
 */
export const moveDiskOperation = defineOperation({
  kind: 'vm.disk.move',
  version: 1,
  quota: 'none',
  input,
  cancellable: true,
  // each reads and writes a whole disk
  atOncePerHost: 2,
  steps: [
    {
      name: 'mirror',
      weight: 5,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input: given, guard, signal, progress }) => {
        const { host, to } = await bothPlaces(deps, given);
        await guard();
        await host.mirrors.mirror(given.vmId, to, { signal, progress });
      },
      undo: async ({ deps, input: given, guard }) => {
        const { host, to } = await bothPlaces(deps, given);
        await guard();
        await host.mirrors.giveUp(given.vmId, to, given);
      },
    },
    {
      name: 'copyOff',
      weight: 5,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input: given, guard, signal, progress }) => {
        const { host, from, to } = await bothPlaces(deps, given);
        await guard();
        if (await host.mirrors.hold(given.vmId, to)) return;
        await copyWhileOff({ host, from, to, vmId: given.vmId }, { guard, signal, progress });
      },
      undo: async ({ deps, input: given, guard }) => {
        const { host, from } = await bothPlaces(deps, given);
        await guard();
        await host.mirrors.name(given.vmId, from);
      },
    },
    {
      name: 'switch',
      deadlineSeconds: 8 * hours,
      keeps: true,
      run: async ({ deps, input: given, guard, signal, progress }) => {
        const { host, from, to } = await bothPlaces(deps, given);
        await guard();
        if (!(await host.mirrors.switchOver(given.vmId, to, { ...given, signal }))) {
          await copyWhileOff({ host, from, to, vmId: given.vmId }, { guard, signal, progress });
        }
        await guard();
        await writePlace(deps, given);
      },
    },
    {
      name: 'oldFile',
      deadlineSeconds: 150,
      keeps: true,
      run: async ({ deps, input: given, guard }) => {
        const { host, from } = await bothPlaces(deps, given);
        await guard();
        await host.deleteDisk(from);
      },
    },
  ],
  settled: async ({ deps, input: given, signal }, outcome) => {
    const { vmId } = given;
    if (outcome !== 'succeeded') {
      const { host, from, to } = await bothPlaces(deps, given);
      // one that is cancelled or fails while it is switched over is moved or not: what the guest has written since is in one file alone
      if (await host.mirrors.isSwitched(vmId, to)) {
        await host.mirrors.switchOver(vmId, to, { ...given, signal });
        await writePlace(deps, given);
        await host.deleteDisk(from);
      } else await host.mirrors.giveUp(vmId, to, given);
    }
    deps.live.publish('vm.changed', { id: vmId });
  },
});

/**
 * Moves a disk into another storage pool of its host, also while its machine runs.
 *
 * @throws AppError as every verb on a machine; `object.not_found` (also the pool), `vm.disk_in_snapshot` (snapshots are in its file, and
 *   would not come along), `pool.full`
 */
export const moveDisk = async (
  deps: Deps,
  asked: Asked,
  { vmId, diskId }: { vmId: string; diskId: string },
  { poolId }: MoveDiskBody,
): Promise<OperationRow> => {
  const { row, host } = await mustMayChangeDisks(deps, asked, vmId);
  const before = await mustFindDisk(deps.db, vmId, diskId);
  host.requireConnected();
  const to = await mustFindPool(deps.db, row.hostId, poolId);
  requireElsewhere(before.poolId, poolId);
  await requireDiskRoom(host, before.sizeBytes, to).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'pool.full')) throw error;
    throw new AppError('pool.full', error.message, { field: 'poolId' });
  });
  const told: { before?: object; after?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'disks',
    definition: moveDiskOperation,
    find: (tx) => mustFindDisk(tx, vmId, diskId),
    input: async (tx, locked) => {
      const disk = await mustFindDisk(tx, vmId, diskId);
      requireElsewhere(disk.poolId, poolId);
      await mustHoldPool(tx, row.hostId, poolId);
      if ((await countSnapshotsByDisk(tx, vmId)).has(diskId)) {
        throw new AppError('vm.disk_in_snapshot', 'Snapshots in this disk would not come along.');
      }
      told.before = { diskId, poolId: disk.poolId };
      told.after = { diskId, poolId };
      return { diskId, fromPoolId: disk.poolId, toPoolId: poolId, paused: stateOf(locked) === 'paused' };
    },
    audit: told,
  });
};

const requireElsewhere = (isIn: string | null, wanted: string | null): void => {
  if (isIn !== wanted) return;
  throw new AppError('request.invalid', 'The disk is in this storage pool.', { field: 'poolId' });
};
