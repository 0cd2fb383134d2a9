import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { keepFirewallOf } from '../firewall/keep-firewall.ts';
import type { Host } from '../hypervisor/host.ts';
import type { VmSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';
import {
  defineOperation,
  type OperationError,
  type Outcome,
  type Step,
  type StepContext,
} from '../operations/define-operation.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { keepAddressesOf } from '../networks/keep-networks.ts';
import { deleteDiscs, writeDiscs } from './own-discs.ts';
import { forgetVm } from './forget-vm.ts';
import { releaseRunning } from './release-running.ts';
import { syncVm } from './sync-vm.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/** A machine as its rows have it. @throws AppError `operation.interrupted` where they are gone */
export const mustFindSpec = async (deps: Deps, vmId: string): Promise<{ host: Host; spec: VmSpec }> => {
  const [row, found] = await Promise.all([findVm(deps.db, vmId), findVmSpec(deps.db, vmId)]);
  if (!row || !found) throw new AppError('operation.interrupted', 'The machine’s row is gone.');
  return { host: deps.hosts.byId(row.hostId), spec: found };
};

export type CreateInput = {
  vmId: string;
  start: boolean;
  /** The machine that it is a copy of, and the snapshot in it where it is one of that. */
  sourceVmId?: string;
  snapshotId?: string | null | undefined;
};

/** What follows once its disks are there, however they came. */
export const fromDisksOn: readonly Step<CreateInput>[] = [
  {
    name: 'domain',
    // the first definition after the host was installed probes every QEMU: 4 s here, once 47 s
    deadlineSeconds: 180,
    run: async ({ deps, input, guard }) => {
      const { host, spec: vm } = await mustFindSpec(deps, input.vmId);
      await guard();
      await host.define(vm);
      await keepAddressesOf(deps, vm.nics);
      // its TPM begins as a new one: what a TPM vouches for is one machine
      if (vm.firmware !== 'uefi' || input.sourceVmId === undefined) return;
      await guard();
      const from = { vmId: input.sourceVmId, tag: input.snapshotId ?? undefined };
      await host.copyFirmwareVariables({ from, to: { vmId: vm.id } });
    },
    undo: async ({ deps, input, guard }) => {
      const { host } = await mustFindSpec(deps, input.vmId);
      await guard();
      await host.undefine(input.vmId);
    },
  },
  {
    name: 'start',
    deadlineSeconds: 120,
    run: async ({ deps, input, guard }) => {
      if (!input.start) return;
      const { host } = await mustFindSpec(deps, input.vmId);
      await keepFirewallOf(deps, host.id, input.vmId);
      await guard();
      await host.start(input.vmId);
      await keepLimitsOf(deps, host.id, input.vmId);
    },
    undo: async ({ deps, input, guard }) => {
      const { host } = await mustFindSpec(deps, input.vmId);
      await guard();
      await host.powerOff(input.vmId);
    },
  },
  {
    name: 'ready',
    deadlineSeconds: 60,
    run: async ({ deps, input, guard }) => {
      await guard();
      await updateVm(deps.db, input.vmId, { phase: 'ready', lastError: null });
      deps.live.publish('vm.changed', { id: input.vmId });
      await syncVm(deps, input.vmId);
    },
    undo: async ({ deps, input }) => {
      await updateVm(deps.db, input.vmId, { phase: 'creating' });
    },
  },
];

/** How making a machine ends. */
export const settleCreation = async (
  { deps, input }: StepContext<CreateInput>,
  outcome: Outcome,
  error: OperationError | null,
): Promise<void> => {
  // a guest that went off before anybody saw it run
  if (outcome === 'succeeded') {
    await releaseRunning(deps, input.vmId, { onlyIfOff: true });
    return;
  }
  if (outcome === 'cancelled') return forgetVm(deps, input.vmId);
  // the row stays, and counts, until somebody deletes it; what would still run in spite of the undo is found by syncVm
  await releaseRunning(deps, input.vmId, {
    change: { phase: 'failed', desiredPower: 'stopped', lastError: error, domainRunId: null },
  });
};

/**
 * rows (there before) → disks → domain → start → row `ready`. Each step leaves things that carry the machine's own
 * UUID, so doing it again finds them, and undoing it takes away exactly those.
 */
export const createVmOperation = defineOperation({
  kind: 'vm.create',
  quota: 'reserves',
  version: 1,
  input: z.object({ vmId: z.uuid(), start: z.boolean() }),
  cancellable: true,
  // a class of thirty is made in as much time as one after the other, and the host has room for everybody else meanwhile
  atOncePerHost: 4,
  steps: [
    {
      name: 'disks',
      deadlineSeconds: 300,
      run: async ({ deps, input, guard, signal }) => {
        const { host, spec: vm } = await mustFindSpec(deps, input.vmId);
        for (const disk of vm.disks) {
          await guard();
          await host.createDisk(disk);
        }
        await writeDiscs(deps, host, input.vmId, { guard, signal });
      },
      undo: async ({ deps, input, guard }) => {
        const { host, spec: vm } = await mustFindSpec(deps, input.vmId);
        for (const disk of vm.disks) {
          await guard();
          await host.deleteDisk(disk);
        }
        await deleteDiscs(deps, host, input.vmId, guard);
      },
    },
    ...fromDisksOn,
  ],
  settled: settleCreation,
});
