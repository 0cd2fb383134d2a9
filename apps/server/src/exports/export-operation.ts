import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportFormat } from '@limen/contract/exports';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { hashOfFile } from '../images/image-file.ts';
import { openOwnFile, workFolder } from '../images/incoming.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { mustFindSpec } from '../vms/create-vm-operation.ts';
import { correctExportSize } from './correct-export-size.ts';
import { type ExportRow, findExport, updateExport } from './export.rows.ts';
import { exportFolder, exportPath } from './export-path.ts';

/** Copying a disk of a terabyte takes that long on a slow one. */
const hours = 3600;

const mustFind = async (deps: Deps, id: string): Promise<ExportRow> => {
  const row = await findExport(deps.db, id);
  if (!row) throw new AppError('operation.interrupted', 'The export’s row is gone.');
  return row;
};
const copyPath = (deps: Deps, exportId: string): string => join(workFolder(deps.config, exportId), 'disk');

/** copy (flat: all that the disk has) → pack (OVA) → hash, and count what it has → row `ready`. */
export const exportOperation = defineOperation({
  kind: 'vm.export',
  quota: 'reserves',
  version: 1,
  input: z.object({ vmId: z.uuid(), exportId: z.uuid() }),
  cancellable: true,
  steps: [
    {
      name: 'copy',
      weight: 6,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input, guard, signal, progress }) => {
        const format = exportFormat.parse((await mustFind(deps, input.exportId)).format);
        const { host, spec } = await mustFindSpec(deps, input.vmId);
        const [disk] = spec.disks;
        const done = copyPath(deps, input.exportId);
        // the name is given to what is complete only: a step that runs again goes on from there
        if (!disk || existsSync(done)) return;
        await guard();
        await mkdir(workFolder(deps.config, input.exportId), { recursive: true, mode: 0o700 });
        const half = `${done}.half`;
        // another inode: a process that was left over may go on writing to the old one
        await rm(half, { force: true });
        const as = format === 'ova' ? 'vmdk' : 'qcow2';
        await host.copyDisk({ disk, standsOnBase: false, as, to: half, signal, progress });
        await using file = await openOwnFile(half);
        await file.sync();
        await rename(half, done);
      },
    },
    {
      name: 'pack',
      weight: 3,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input, guard, signal, progress }) => {
        const path = exportPath(deps.config, input.exportId);
        const copy = copyPath(deps, input.exportId);
        if (!existsSync(copy) && existsSync(path)) return;
        const { format } = await mustFind(deps, input.exportId);
        await guard();
        await mkdir(exportFolder(deps.config), { recursive: true, mode: 0o700 });
        if (format === 'ova') {
          const { spec } = await mustFindSpec(deps, input.vmId);
          const packed = `${copy}.ova`;
          await rm(packed, { force: true });
          await using to = await open(packed, 'wx', 0o600);
          const { writeOva } = await import('./write-ova.ts');
          await writeOva({
            to,
            machine: { ...spec, capacityBytes: spec.disks[0]?.sizeBytes ?? 0 },
            vmdkPath: copy,
            signal,
            progress,
          });
          await to.sync();
          await rename(packed, path);
          await rm(copy, { force: true });
        } else await rename(copy, path);
      },
      undo: ({ deps, input }) => rm(exportPath(deps.config, input.exportId), { force: true }),
    },
    {
      name: 'check',
      weight: 1,
      deadlineSeconds: 4 * hours,
      run: async ({ deps, input, signal, progress }) => {
        await using file = await openOwnFile(exportPath(deps.config, input.exportId));
        const { size } = await file.stat();
        await deps.db.transaction((tx) => correctExportSize(deps, tx, input.exportId, size));
        const sha256 = await hashOfFile(file, { signal, progress });
        await file.sync();
        await updateExport(deps.db, input.exportId, { sha256 });
      },
    },
    {
      name: 'ready',
      deadlineSeconds: 60,
      run: async ({ deps, input, guard }) => {
        await guard();
        await updateExport(deps.db, input.exportId, { state: 'ready' });
      },
      undo: async ({ deps, input }) => {
        await updateExport(deps.db, input.exportId, { state: 'building' });
      },
    },
  ],
  settled: async ({ deps, input }, outcome, error) => {
    await rm(workFolder(deps.config, input.exportId), { recursive: true, force: true });
    const row = await findExport(deps.db, input.exportId);
    if (!row) return;
    if (outcome !== 'succeeded') {
      // it says why until its time is over, and takes nothing meanwhile
      await deps.db.transaction((tx) => correctExportSize(deps, tx, row.id, 0));
      await updateExport(deps.db, row.id, { state: 'failed', sha256: null, lastError: error });
    }
    deps.live.publish('quota.changed', { userId: row.ownerId });
  },
});
