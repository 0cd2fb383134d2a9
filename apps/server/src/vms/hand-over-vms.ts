import { vmLimits } from '@limen/contract/new-vms';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { busyWith } from '../operations/busy-with.ts';
import { moveQuota } from '../quotas/move-quota.ts';
import { tellOwner } from './tell-owner.ts';
import {
  keptByOwned,
  listActiveOfOwned,
  listOwnedNames,
  lockOwnedVms,
  moveVmRow,
  type VmRow,
} from './vm-owner.rows.ts';
import { vmUsage } from './vm-usage.ts';

export { countOwnedVms, listOwnedVms } from './vm-owner.rows.ts';

export type MovedVm = { id: string; hostId: string; was: string; name: string };

/**
 * Gives every machine of somebody to somebody else, in the caller's transaction: all or none. A name that the new owner
 * has already gets a number behind it; a share the new owner had is one no more. Consoles and what runs go on.
 *
 * @returns what moved, for `recordVmsMoved` (the lines of the record come last) and `tellVmsMoved` (after the commit)
 * @throws AppError `vm.busy` naming the machine and the operation that holds it: nothing has moved then
 */
export const handOverVms = async (tx: Tx, { from, to }: { from: string; to: string }): Promise<MovedVm[]> => {
  const rows = await lockOwnedVms(tx, from);
  const [busy] = await listActiveOfOwned(tx, from);
  if (busy) throw new AppError('vm.busy', busyWith(busy.name, busy.kind), { operationId: busy.operationId });
  await moveCounters(tx, { from, to, rows });
  const theirs = new Set(await listOwnedNames(tx, to));
  // a name that clashes with nobody's stays, also where another one is numbered
  const taken = new Set([...theirs, ...rows.filter((r) => r.phase !== 'trashed').map((r) => r.name)]);
  const moved: MovedVm[] = [];
  for (const row of rows) {
    // a name in the trash is free for another machine
    const clashes = row.phase !== 'trashed' && theirs.has(row.name);
    const name = clashes ? freeName(row.name, taken) : row.name;
    taken.add(name);
    await moveVmRow(tx, { id: row.id, to, name });
    moved.push({ id: row.id, hostId: row.hostId, was: row.name, name });
  }
  return moved;
};

/** The counters of quotas move with what they count. */
const moveCounters = async (
  tx: Tx,
  { from, to, rows }: { from: string; to: string; rows: readonly VmRow[] },
): Promise<void> => {
  const kept = await keptByOwned(tx, from);
  for (const row of rows) await moveQuota(tx, from, to, vmUsage(row, kept.get(row.id)));
};

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  for (let n = 2; ; n += 1) {
    const ending = ` (${n})`;
    const cut = Array.from(name).slice(0, vmLimits.nameLength - ending.length);
    const next = cut.join('') + ending;
    if (!taken.has(next)) return next;
  }
};

/** A line a machine, for its own history. */
export const recordVmsMoved = async (
  tx: Tx,
  asked: Asked,
  { from, to, moved }: { from: string; to: string; moved: readonly MovedVm[] },
): Promise<void> => {
  for (const { id, was, name } of moved) {
    await recordAudit(tx, asked, {
      action: 'vm.transfer',
      object: { type: 'vm', id, name, ownerId: to },
      before: { ownerId: from, name: was },
      after: { ownerId: to, name },
    });
  }
};

/** Pages and hosts hear of it. Where a host is away, the next comparison of the world tells it. */
export const tellVmsMoved = (deps: Deps, moved: readonly MovedVm[]): void => {
  for (const { id, hostId } of moved) {
    deps.live.publish('vm.changed', { id });
    void tellOwner(deps, hostId, id).catch((error: unknown) =>
      deps.log.info({ err: error, vmId: id }, 'the host is told later whose it is'),
    );
  }
};
