import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { sysprepCopy } from '../hypervisor/sysprep.ts';
import { cleaningPath, openOwnFile } from '../images/incoming.ts';
import {
  finishTemplate,
  settleTemplate,
  storeTemplate,
  templatePath,
  unfinishTemplate,
  unstoreTemplate,
} from '../images/store-template.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { readsCloudInit } from './cloud-init.rows.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { findVm } from './vm.rows.ts';

/** Copying a disk of a terabyte takes that long on a slow one. */
const hours = 3600;

/** copy (of all that the disk has, whatever it stands on; generalised where that was asked for) → look at it, and into the pool → row `ready`. */
export const templateOperation = defineOperation({
  kind: 'vm.template',
  quota: 'reserves',
  version: 1,
  input: z.object({
    vmId: z.uuid(),
    imageId: z.uuid(),
    sysprep: z.boolean().default(false),
    agent: z.boolean().default(false),
  }),
  cancellable: true,
  steps: [
    {
      name: 'copy',
      weight: 8,
      deadlineSeconds: 8 * hours,
      run: async ({ deps, input, guard, signal, progress }) => {
        const { host, spec } = await mustFindSpec(deps, input.vmId);
        const [disk] = spec.disks;
        const done = await templatePath(deps, input.imageId);
        // the name is given to what is complete only: a step that runs again goes on from there
        if (!disk || existsSync(done)) return;
        const half = input.agent ? await cleaningPath(deps.config, input.imageId) : `${done}.half`;
        await guard();
        // another inode: a process that was left over may go on writing to the old one
        await rm(half, { force: true });
        const copied = input.sysprep || input.agent ? 0.5 : 1;
        const cleaned = (fraction: number): void => progress(copied + fraction * (1 - copied));
        await host.copyDisk({
          disk,
          standsOnBase: false,
          to: half,
          signal,
          progress: (fraction) => progress(fraction * copied),
        });
        if (input.sysprep) {
          await sysprepCopy(half, {
            cloudInit: await readsCloudInit(deps.db, input.vmId),
            folder: dirname(done),
            accelerator: host.facts().accelerator,
            signal,
            progress: cleaned,
          });
        }
        if (input.agent) {
          await guard();
          await host.cleanCopy(spec, { id: input.imageId, diskPath: half }, { signal, progress: cleaned });
        }
        await using file = await openOwnFile(half);
        await file.sync();
        await rename(half, done);
      },
      // of a server that died while it ran
      undo: async ({ deps, input, guard }) => {
        const row = input.agent ? await findVm(deps.db, input.vmId) : undefined;
        if (!row) return;
        await guard();
        await deps.hosts.byId(row.hostId).removeHelper(input.imageId);
      },
    },
    {
      name: 'import',
      weight: 2,
      deadlineSeconds: 4 * hours,
      run: (context) => storeTemplate(context, context.input.imageId),
      undo: (context) => unstoreTemplate(context, context.input.imageId),
    },
    {
      name: 'ready',
      deadlineSeconds: 60,
      run: (context) => finishTemplate(context, context.input.imageId),
      undo: (context) => unfinishTemplate(context, context.input.imageId),
    },
  ],
  settled: (context, outcome) => settleTemplate(context, context.input.imageId, outcome),
});
