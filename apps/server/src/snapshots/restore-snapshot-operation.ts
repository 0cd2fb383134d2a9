import { z } from 'zod';
import { keepFirewallOf } from '../firewall/keep-firewall.ts';
import { AppError } from '../lib/app-error.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { mustFindSpec } from '../vms/create-vm-operation.ts';
import { giveBackHardware, hardware, settleHardware } from '../vms/hardware.ts';
import { releaseRunning } from '../vms/release-running.ts';
import { syncVm } from '../vms/sync-vm.ts';
import { findSnapshot, makeCurrent } from './snapshot.rows.ts';
import { removeSnapshot, writeSnapshot } from './write-snapshot.ts';

const hour = 3600;

/**
 * what is now is kept (where that is wanted) → hardware as it was, from the next start on → disks and memory as they were, and
 * the machine stands on the snapshot → what ran and has no memory to go on with is started. The rows have the hardware already.
 * What is kept stays, whatever becomes of the rest.
 */
export const restoreSnapshotOperation = defineOperation({
  kind: 'vm.snapshotRestore',
  version: 1,
  quota: 'reserves',
  input: z.object({
    vmId: z.uuid(),
    snapshotId: z.uuid(),
    safetyId: z.uuid().nullable(),
    wasOn: z.boolean(),
    before: hardware.extend({
      live: z.object({ vcpus: z.int(), memoryBytes: z.int() }).nullable(),
    }),
  }),
  cancellable: false,
  steps: [
    {
      name: 'keep',
      weight: 3,
      deadlineSeconds: hour,
      run: async (context) => {
        const { vmId, safetyId } = context.input;
        if (safetyId !== null) await writeSnapshot(context, { vmId, snapshotId: safetyId });
      },
      undo: async (context) => {
        const { vmId, safetyId } = context.input;
        const row = safetyId === null ? undefined : await findSnapshot(context.deps.db, vmId, safetyId);
        if (!row || row.state === 'ready') return;
        await removeSnapshot(context, { vmId, snapshotId: row.id }, { half: true });
      },
    },
    {
      name: 'hardware',
      deadlineSeconds: 180,
      run: async ({ deps, input, guard, signal }) => {
        const { host, spec } = await mustFindSpec(deps, input.vmId);
        if (!(await host.hasSnapshot(spec, input.snapshotId, signal))) {
          throw new AppError('host.refused', 'The snapshot is not in all disks of the machine.');
        }
        await guard();
        await host.define(spec);
      },
      undo: async ({ deps, input, guard }) => {
        await giveBackHardware(deps, input.vmId, input.before);
        const { host, spec } = await mustFindSpec(deps, input.vmId);
        await guard();
        await host.define(spec);
      },
    },
    {
      name: 'restore',
      weight: 4,
      deadlineSeconds: hour,
      // its disks may be what they were already: then so is the rest
      keeps: true,
      run: async ({ deps, input, guard, signal }) => {
        const { vmId, snapshotId } = input;
        const row = await findSnapshot(deps.db, vmId, snapshotId);
        if (!row) throw new AppError('operation.interrupted', 'The snapshot’s row is gone.');
        const { host, spec } = await mustFindSpec(deps, vmId);
        await guard();
        const saved = { tag: snapshotId, definition: row.definition, paused: row.paused };
        await host.restoreSnapshot(spec, saved, signal);
        await keepLimitsOf(deps, host.id, vmId);
        await guard();
        await deps.db.transaction((tx) => makeCurrent(tx, vmId, snapshotId));
        await syncVm(deps, vmId);
      },
    },
    {
      name: 'start',
      deadlineSeconds: 120,
      run: async ({ deps, input, guard }) => {
        if (!input.wasOn) return;
        const { host } = await mustFindSpec(deps, input.vmId);
        await keepFirewallOf(deps, host.id, input.vmId);
        await guard();
        await host.start(input.vmId);
        await keepLimitsOf(deps, host.id, input.vmId);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    await syncVm(deps, input.vmId);
    // one that did not start, or went off before anybody saw it run
    await releaseRunning(deps, input.vmId, { onlyIfOff: true });
    if (outcome === 'succeeded') await settleHardware(deps, input.vmId);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});
