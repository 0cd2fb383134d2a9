import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import { type Reserved, reserved } from '../operations/quota-effect.ts';
import { countUsage } from '../quotas/count-usage.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { requireRoom } from './require-room.ts';
import type { VmRow } from './vm.rows.ts';
import { updateLoad } from './vm-load.rows.ts';
import { sizeInUse, vmUsage } from './vm-usage.ts';

/**
 * Changes what a machine weighs, in its row, in its owner's quota and on its host, in the transaction that has locked the row:
 * what it takes more has to be there, what it takes less is given back at once.
 *
 * @throws AppError `quota.exceeded` (its owner's), `host.capacity`
 */
export const changeLoad = async (deps: Deps, tx: Tx, row: VmRow, change: LoadChange): Promise<Reserved> => {
  const then = { ...row, ...change };
  const { more, less } = movesOf(row, then);
  const grows = Object.values(more).some((n) => n > 0);
  if (grows && then.countsRunning) await lockHost(tx, row.hostId);
  const taken = grows
    ? await reserveQuota(tx, row.ownerId, more, await deps.settings.of(tx, 'quotaDefaults'))
    : reserved;
  const others = await updateLoad(tx, row, change);
  await releaseQuota(tx, row.ownerId, less);
  if (grows && then.countsRunning) {
    const facts = deps.hosts.byId(row.hostId).facts();
    requireRoom(facts, await deps.settings.of(tx, 'overcommit'), { others, size: sizeInUse(then) });
  }
  return taken;
};

/** As `changeLoad` of what is so already, or was before and is again: whatever its owner may have and its host has. */
export const moveLoad = async (tx: Tx, row: VmRow, change: LoadChange): Promise<void> => {
  const { more, less } = movesOf(row, { ...row, ...change });
  await updateLoad(tx, row, change);
  await countUsage(tx, row.ownerId, more);
  await releaseQuota(tx, row.ownerId, less);
};

type LoadChange = Partial<VmRow> & Parameters<typeof updateLoad>[2];
type Weight = { runningVms: number; vcpus: number; memoryBytes: number };

const movesOf = (row: VmRow, then: VmRow): { more: Weight; less: Weight } => {
  const [was, is] = [vmUsage(row), vmUsage(then)];
  return { more: beyond(is, was), less: beyond(was, is) };
};

const beyond = (one: Weight, other: Weight): Weight => ({
  runningVms: Math.max(0, one.runningVms - other.runningVms),
  vcpus: Math.max(0, one.vcpus - other.vcpus),
  memoryBytes: Math.max(0, one.memoryBytes - other.memoryBytes),
});
