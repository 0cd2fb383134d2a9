import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openOwnFile, workFolder } from '../images/incoming.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { deleteDiscs, writeDiscs } from './own-discs.ts';
import { fromDisksOn, mustFindSpec, settleCreation } from './create-vm-operation.ts';

/** Copying a disk of a terabyte takes that long on a slow one. */
const hours = 3600;

/**
 * copy → domain → start → row `ready`. A copy gets its name in the pool when it is whole, so that a step that runs again
 * goes on after those that are there. The machine that is read is held by `sourceVmId` (Operations.requireNotRead).
 */
export const cloneVmOperation = defineOperation({
  kind: 'vm.clone',
  quota: 'reserves',
  version: 1,
  input: z.object({
    vmId: z.uuid(),
    start: z.boolean(),
    sourceVmId: z.uuid(),
    full: z.boolean(),
    snapshotId: z.uuid().nullable().optional(),
  }),
  cancellable: true,
  // each reads and writes a whole disk
  atOncePerHost: 2,
  steps: [
    {
      name: 'copy',
      weight: 8,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input, guard, signal, progress }) => {
        const { host, spec: vm } = await mustFindSpec(deps, input.vmId);
        const { spec: source } = await mustFindSpec(deps, input.sourceVmId);
        for (const [index, to] of vm.disks.entries()) {
          const from = source.disks.find(({ position }) => position === to.position);
          if (!from || (await host.hasDisk(to))) continue;
          // only within a file system a file is moved in one piece
          const folder = workFolder(deps.config, to.id);
          const path = to.pool === null ? join(folder, 'half.qcow2') : host.halfPath(to);
          await guard();
          await mkdir(folder, { recursive: true, mode: 0o700 });
          // another inode: a process that was left over may go on writing to the old one
          await rm(path, { force: true });
          await host.copyDisk({
            disk: from,
            snapshot: input.snapshotId ?? null,
            standsOnBase: to.baseImageId !== null,
            to: path,
            signal,
            progress: (fraction) => progress((index + fraction) / vm.disks.length),
          });
          await using file = await openOwnFile(path);
          await file.sync();
          await guard();
          await host.takeDisk({ ...to, path, file });
          await rm(folder, { recursive: true, force: true });
        }
        await writeDiscs(deps, host, input.vmId, { guard, signal });
      },
      undo: async ({ deps, input, guard }) => {
        const { host, spec: vm } = await mustFindSpec(deps, input.vmId);
        for (const disk of vm.disks) {
          await guard();
          await rm(workFolder(deps.config, disk.id), { recursive: true, force: true });
          await host.deleteDisk(disk);
        }
        await deleteDiscs(deps, host, input.vmId, guard);
      },
    },
    ...fromDisksOn,
  ],
  settled: settleCreation,
});
