import { z } from 'zod';
import type { Db, Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import { countUsage } from '../quotas/count-usage.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { changeLoad, moveLoad } from './change-load.ts';
import { readDevices, writeDevices } from './hardware.rows.ts';
import { lockVm, type VmRow } from './vm.rows.ts';
import { sizeInUse, sizesOfRow } from './vm-usage.ts';

/** What a machine is made of beside what is on its disks: written down with a snapshot, and given back with it. */
export const hardware = z.object({
  vcpus: z.int(),
  vcpusMax: z.int(),
  memoryBytes: z.int(),
  memoryMaxBytes: z.int(),
  bootOrder: z.array(z.string()),
  cdroms: z.array(
    z.object({
      id: z.uuid(),
      position: z.int(),
      bus: z.string(),
      imageId: z.uuid().nullable(),
      discId: z.uuid().nullable(),
    }),
  ),
  disks: z.array(z.object({ id: z.uuid(), sizeBytes: z.int() })),
  nics: z
    .array(
      z.object({
        id: z.uuid(),
        position: z.int(),
        mac: z.string(),
        model: z.string(),
        networkId: z.uuid(),
        linkUp: z.boolean(),
        guarded: z.boolean(),
        groupIds: z.array(z.uuid()).default([]),
        toGuestBitsPerSecond: z.int().nullable().default(null),
        fromGuestBitsPerSecond: z.int().nullable().default(null),
      }),
    )
    .optional()
    .describe('undefined: written down before cards came and went; there was one'),
});
export type Hardware = z.infer<typeof hardware>;

/** As it is now: of one that runs with another size than it starts with, the size it runs with. */
export const readHardware = async (db: Db, row: VmRow): Promise<Hardware> => ({
  ...sizesOfRow(row).run,
  bootOrder: row.bootOrder,
  ...(await readDevices(db, row.id)),
});

/**
 * Gives a machine other hardware, from the next start on, in the transaction that has locked its row. While it runs it is counted
 * as the larger of both, until `settleHardware`.
 *
 * @param runs it will run in the end
 * @throws AppError `quota.exceeded`, `host.capacity`
 */
export const takeHardware = async (
  deps: Deps,
  tx: Tx,
  row: VmRow,
  to: Hardware,
  runs: boolean,
): Promise<Reserved> => {
  const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes } = to;
  const now = sizeInUse(row);
  const shrinks = row.countsRunning && (now.vcpus > vcpus || now.memoryBytes > memoryBytes);
  const reserved = await changeLoad(deps, tx, row, {
    vcpus,
    vcpusMax,
    memoryBytes,
    memoryMaxBytes,
    liveVcpus: shrinks ? Math.max(now.vcpus, vcpus) : null,
    liveMemoryBytes: shrinks ? Math.max(now.memoryBytes, memoryBytes) : null,
    ...(runs ? { countsRunning: true, desiredPower: 'running' as const } : {}),
    lastError: null,
  });
  const moreBytes = bytesOf(to) - bytesOf(await readDevices(tx, row.id));
  if (moreBytes > 0) {
    const defaults = await deps.settings.of(tx, 'quotaDefaults');
    await reserveQuota(tx, row.ownerId, { diskBytes: moreBytes }, defaults);
  } else await releaseQuota(tx, row.ownerId, { diskBytes: -moreBytes });
  await writeDevices(tx, row.id, to);
  return reserved;
};

const bytesOf = ({ disks }: Pick<Hardware, 'disks'>): number =>
  disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);

/** It has by now what it starts with, and no more. */
export const settleHardware = async (deps: Deps, vmId: string): Promise<void> => {
  await changeLater(deps, vmId, async (tx, row) => {
    if (row.liveVcpus !== null) {
      await moveLoad(tx, row, { liveVcpus: null, liveMemoryBytes: null });
    }
  });
};

/**
 * Gives it back what it had before `takeHardware`, where that came to nothing.
 *
 * @param before.live what it ran with, where that was not what it starts with
 */
export const giveBackHardware = async (
  deps: Deps,
  vmId: string,
  before: Hardware & { live: { vcpus: number; memoryBytes: number } | null },
): Promise<void> => {
  const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes } = before;
  await changeLater(deps, vmId, async (tx, row) => {
    const runs = row.domainRunId !== null;
    await moveLoad(tx, row, {
      vcpus,
      vcpusMax,
      memoryBytes,
      memoryMaxBytes,
      liveVcpus: runs ? (before.live?.vcpus ?? null) : null,
      liveMemoryBytes: runs ? (before.live?.memoryBytes ?? null) : null,
      countsRunning: row.countsRunning && runs,
    });
    const moreBytes = bytesOf(before) - bytesOf(await readDevices(tx, vmId));
    await countUsage(tx, row.ownerId, { diskBytes: Math.max(0, moreBytes) });
    await releaseQuota(tx, row.ownerId, { diskBytes: Math.max(0, -moreBytes) });
    await writeDevices(tx, vmId, before);
  });
};

const changeLater = async (
  deps: Deps,
  vmId: string,
  change: (tx: Tx, row: VmRow) => Promise<unknown>,
): Promise<void> => {
  const ownerId = await deps.db.transaction(async (tx) => {
    const row = await lockVm(tx, vmId);
    if (row) await change(tx, row);
    return row?.ownerId ?? null;
  });
  if (ownerId === null) return;
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('quota.changed', { userId: ownerId });
};
