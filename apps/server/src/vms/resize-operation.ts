import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { moveLoad } from './change-load.ts';
import { endOfRun } from './end-of-run.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { giveSize } from './give-size.ts';
import { asConfigured, findVm, lockVm, type VmRow } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/** What a machine has by its row: what its resize puts back where it is undone. */
const before = z.object({
  vcpus: z.int(),
  vcpusMax: z.int(),
  memoryBytes: z.int(),
  memoryMaxBytes: z.int(),
  liveVcpus: z.int().nullable(),
  liveMemoryBytes: z.int().nullable(),
  liveVcpusMax: z.int().nullable().default(null),
  liveMemoryMaxBytes: z.int().nullable().default(null),
});

export const sizesBefore = (row: VmRow): z.infer<typeof before> => ({
  vcpus: row.vcpus,
  vcpusMax: row.vcpusMax,
  memoryBytes: row.memoryBytes,
  memoryMaxBytes: row.memoryMaxBytes,
  liveVcpus: row.liveVcpus,
  liveMemoryBytes: row.liveMemoryBytes,
  liveVcpusMax: row.liveVcpusMax,
  liveMemoryMaxBytes: row.liveMemoryMaxBytes,
});

/** The row has the new size already, and what runs is counted at the most it can have meanwhile. */
export const resizeOperation = defineOperation({
  kind: 'vm.resize',
  version: 1,
  quota: 'reserves',
  input: z.object({ vmId: z.uuid(), before, live: z.boolean() }),
  // what is asked of the guest stays asked, and it has all of it from its next start on
  cancellable: true,
  steps: [
    {
      name: 'define',
      deadlineSeconds: 180,
      run: async ({ deps, input, guard }) => {
        const { host, spec } = await mustFindSpec(deps, input.vmId);
        await guard();
        // and nothing of it in what runs before: where libvirt does not take it, no processor is there that nobody can take out
        await host.define(spec, { checked: input.live });
      },
      undo: async ({ deps, input, guard }) => {
        await changeSize(deps, input.vmId, ({ countsRunning }) => ({
          ...input.before,
          ...(countsRunning ? {} : asConfigured),
        }));
        const row = await findVm(deps.db, input.vmId);
        const spec = await findVmSpec(deps.db, input.vmId);
        if (!row || !spec) return;
        await guard();
        await deps.hosts.byId(row.hostId).define(spec);
      },
    },
    {
      name: 'give',
      keeps: true,
      weight: 8,
      deadlineSeconds: 1800,
      run: async ({ deps, input, signal, guard, progress }) => {
        const row = await findVm(deps.db, input.vmId);
        if (!row || !input.live) return;
        const host = deps.hosts.byId(row.hostId);
        try {
          const otherVcpus = row.vcpus !== (input.before.liveVcpus ?? input.before.vcpus);
          const wanted = { vcpus: row.vcpus, memoryBytes: row.memoryBytes, otherVcpus };
          const runsForMs = deps.clock.now().getTime() - (row.startedAt?.getTime() ?? 0);
          await giveSize(host, row.id, wanted, { clock: deps.clock, signal, guard, progress, runsForMs });
        } catch (error) {
          const end = await endOfRun(host, row.id, error);
          if (end === 'crashed') throw qemuEnded(error);
          // it went off meanwhile, and has all of it at its next start
          if (end === null) throw error;
        }
      },
    },
  ],
  settled: async ({ deps, input }) => {
    await settleSize(deps, input.vmId);
    deps.live.publish('vm.changed', { id: input.vmId });
  },
});

const qemuEnded = (cause: unknown): AppError =>
  new AppError(
    'vm.qemu_ended',
    'The machine’s QEMU ended while it was being resized. Its disks are as they were then; it starts with its new size.',
    { cause },
  );

/** What runs is counted as what its host gives it by now: a guest that gave nothing back still has it. */
const settleSize = async (deps: Deps, vmId: string): Promise<void> => {
  const row = await findVm(deps.db, vmId);
  if (!row || row.liveVcpus === null) return;
  const seen = await deps.hosts
    .byId(row.hostId)
    .readSize(vmId)
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'vm.state') return null;
      throw error;
    });
  // off: whoever sees that lets go of it
  if (!seen) return;
  await changeSize(deps, vmId, ({ liveVcpus, domainRunId }) =>
    liveVcpus === null || domainRunId !== row.domainRunId
      ? {}
      : {
          liveVcpus: seen.vcpus.given,
          liveMemoryBytes: Math.max(seen.memory.givenBytes, seen.memory.reachedBytes),
        },
  );
};

/** Less, or as much as before: what it no longer uses is given back in the same transaction. */
const changeSize = async (
  deps: Deps,
  vmId: string,
  to: (row: VmRow) => Partial<z.infer<typeof before>>,
): Promise<void> => {
  const ownerId = await deps.db.transaction(async (tx) => {
    const row = await lockVm(tx, vmId);
    if (!row) return null;
    const change = to(row);
    await moveLoad(tx, row, change);
    return row.ownerId;
  });
  if (ownerId === null) return;
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('quota.changed', { userId: ownerId });
};
