import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { syncVm } from './sync-vm.ts';
import { findVm, lockVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * row `ready` (done as it begins) → its disks are there → its domain is there, under its name. Where one is not, it goes
 * back to the trash as it lay there.
 */
export const restoreVmOperation = defineOperation({
  kind: 'vm.restore',
  quota: 'reserves',
  version: 1,
  input: z.object({ vmId: z.uuid(), name: z.string(), trashedAt: z.iso.datetime() }),
  cancellable: false,
  steps: [
    {
      name: 'disks',
      deadlineSeconds: 60,
      run: async ({ deps, input }) => {
        const row = await findVm(deps.db, input.vmId);
        const spec = await findVmSpec(deps.db, input.vmId);
        if (!row || !spec) return;
        for (const disk of spec.disks) {
          if (await deps.hosts.byId(row.hostId).hasDisk(disk)) continue;
          throw new AppError('host.refused', 'A disk of this machine is gone from its storage pool.');
        }
      },
    },
    {
      name: 'domain',
      deadlineSeconds: 180,
      run: async ({ deps, input, guard }) => {
        const spec = await findVmSpec(deps.db, input.vmId);
        const row = await findVm(deps.db, input.vmId);
        if (!row || !spec) return;
        const host = deps.hosts.byId(row.hostId);
        // as it is, with whatever somebody has changed in it, unless it has another name now
        if (row.name !== input.name || !(await host.observe(row.id)).defined) {
          await guard();
          await host.define(spec);
        }
      },
      undo: async ({ deps, input, guard }) => {
        const spec = await findVmSpec(deps.db, input.vmId);
        const row = await findVm(deps.db, input.vmId);
        if (!row || !spec || row.name === input.name) return;
        await guard();
        await deps.hosts.byId(row.hostId).define({ ...spec, name: input.name });
      },
    },
    {
      name: 'ready',
      deadlineSeconds: 60,
      run: async ({ deps, input, guard }) => {
        await guard();
        await updateVm(deps.db, input.vmId, { lastError: null });
        deps.live.publish('vm.changed', { id: input.vmId });
        await syncVm(deps, input.vmId);
      },
    },
  ],
  settled: async ({ deps, input }, outcome, error) => {
    if (outcome === 'succeeded') return;
    const ownerId = await deps.db.transaction(async (tx) => {
      const row = await lockVm(tx, input.vmId);
      if (!row || row.phase === 'trashed') return null;
      await updateVm(tx, row.id, {
        phase: 'trashed',
        trashedAt: new Date(input.trashedAt),
        name: input.name,
        lastError: error,
        countsRunning: false,
      });
      await releaseQuota(tx, row.ownerId, vmUsage(row));
      return row.ownerId;
    });
    deps.live.publish('vm.changed', { id: input.vmId });
    if (ownerId !== null) deps.live.publish('quota.changed', { userId: ownerId });
  },
});
