import type { Deps } from '../deps.ts';
import type { Observed } from '../hypervisor/vm-spec.ts';
import type { Said } from '../hypervisor/watch-host.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { countUsage } from '../quotas/count-usage.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { viewOf } from './list-vms.ts';
import { findVm, findVmRecord, recordObservation, type VmRecord, type VmRow } from './vm.rows.ts';
import { beyondConfigured, runningUsage } from './vm-usage.ts';

type Looks = {
  /** One reader a machine at a time, or an older look could overwrite a newer one. */
  serial: SerialByKey;
  /**
   * The rows as this process wrote them last: most often they are still so, which spares a query between an event and its
   * frame. Never believed: a write is guarded by the revision, and "nothing changed" is asked of the database.
   */
  rows: Map<string, VmRow>;
};
const mostRows = 10_000;
const looksOf = new WeakMap<Deps, Looks>();

const looksAt = (deps: Deps): Looks => {
  const known = looksOf.get(deps);
  if (known) return known;
  const fresh = { serial: new SerialByKey(), rows: new Map<string, VmRow>() };
  looksOf.set(deps, fresh);
  return fresh;
};

const lost = { defined: true, state: 'unknown', reason: 'domain_missing', runId: null } as const;

/**
 * Looks at one machine on its host and makes its row say what libvirt says: the only writer of observed state.
 * After it resolves, the row is at least as new as the moment of the call. Tells the live bus after the commit.
 *
 * @param hostId where it is, if the caller knows: row and host are read at the same time
 * @throws AppError `host.unavailable` or `host.unresponsive` where libvirt does not answer; the row stays as it was
 */
export const syncVm = (deps: Deps, vmId: string, hostId?: string): Promise<void> => {
  const { serial, rows } = looksAt(deps);
  return serial.run(vmId, async () => {
    const remembered = rows.get(vmId);
    const [row, early] = await Promise.all([
      remembered ?? findVm(deps.db, vmId),
      hostId === undefined ? undefined : deps.hosts.byId(hostId).observe(vmId),
    ]);
    if (!row) return;
    const seen = row.hostId === hostId && early ? early : await deps.hosts.byId(row.hostId).observe(vmId);
    const [change, now] = await Promise.all([
      record(deps, row, seen, remembered !== undefined),
      around(deps, vmId),
    ]);
    if (!change) return;
    if (rows.size >= mostRows) rows.clear();
    rows.set(vmId, change.after);
    tell(deps, change, now);
  });
};

/**
 * Tells what libvirt said in an event before it is looked at: libvirt answers no question about a machine until the call
 * that changed it has ended, which is milliseconds later (bench/live-latency.ts). Only where the row is known and in the
 * same run, and no look is under way; the look that follows has the last word.
 */
export const believeFirst = (deps: Deps, vmId: string, said: Said): Promise<void> => {
  const { serial, rows } = looksAt(deps);
  return serial.runIfFree(vmId, async () => {
    const row = rows.get(vmId);
    if (row?.phase !== 'ready' || row.domainRunId !== said.runId || row.observedState === said.state) return;
    const [change, now] = await Promise.all([
      recordObservation(deps.db, row, { defined: true, ...said, reason: null }),
      around(deps, vmId),
    ]);
    if (!change || change === 'stale') return;
    rows.set(vmId, change.after);
    tell(deps, change, now);
  });
};

/**
 * What the row does not say (owner, images, disks, operation), read beside the write and not after it. Where that fails the
 * change is told all the same, and read again by whoever tells it: what is written is news only once.
 */
const around = (deps: Deps, vmId: string): Promise<VmRecord | undefined> =>
  findVmRecord(deps.db, vmId).catch(() => undefined);

/** Writes what was seen, if it is news. What was decided on an old row is decided again on the new one. */
const record = async (
  deps: Deps,
  row: VmRow,
  seen: Observed,
  remembered: boolean,
): Promise<{ before: VmRow; after: VmRow } | undefined> => {
  // creating and deleting machines come and go under their operation; a lost domain is defined again by reconcile
  const change =
    seen.defined || row.phase === 'ready' ? await observe(deps, row, seen.defined ? seen : lost) : undefined;
  if (change !== 'stale' && (change || !remembered)) return change;
  const now = await findVm(deps.db, row.id);
  return now && record(deps, now, seen, false);
};

/**
 * Whether a machine is counted among the running ones, and with what it was given while it ran, goes by what was seen, and
 * changes in one transaction with the counter. One that is being started was counted when that began, and is not let go
 * before it was seen to run.
 */
const observe = (
  deps: Deps,
  row: VmRow,
  seen: Extract<Observed, { defined: true }>,
): ReturnType<typeof recordObservation> => {
  // in the trash nothing runs for anybody, whoever has started it by virsh
  const runs = seen.runId !== null && row.phase !== 'trashed';
  const changes = runs ? !row.countsRunning : row.countsRunning && row.domainRunId !== null;
  const anotherStart = !changes && row.liveVcpus !== null && seen.runId !== row.domainRunId;
  if (!changes && !anotherStart) return recordObservation(deps.db, row, seen);
  return deps.db.transaction(async (tx) => {
    const change = await recordObservation(tx, row, seen, changes ? runs : undefined);
    if (!change || change === 'stale') return change;
    // written on this very row, so that what it counted as before is known
    if (anotherStart) await releaseQuota(tx, row.ownerId, beyondConfigured(row));
    else await (runs ? countUsage : releaseQuota)(tx, row.ownerId, runningUsage(row));
    return change;
  });
};

const tell = (
  deps: Deps,
  { before, after }: { before: VmRow; after: VmRow },
  now: VmRecord | undefined,
): void => {
  deps.live.publish('vm.changed', {
    id: after.id,
    // what was read of an older row may name somebody who has no part in it any more
    ...(now && now.vm.revision >= before.revision && { view: viewOf(deps, { ...now, vm: after }) }),
  });
  if (after.countsRunning !== before.countsRunning || after.liveVcpus !== before.liveVcpus)
    deps.live.publish('quota.changed', { userId: after.ownerId });
  // what somebody does in libvirt to a machine in the trash is for whoever compares the two
  if (after.phase === 'trashed') return tellOfStart(deps, before, after);
  const wasOn = before.domainRunId !== null;
  tellOfStart(deps, before, after);
  if (after.observedState === 'crashed' && before.observedState !== 'crashed' && wasOn) {
    deps.live.publish('notice', { code: 'vm.crashed', vmId: after.id });
  }
  const poweredOff = after.observedState === 'stopped' && after.observedReason === 'powered_off';
  // where an operation of ours is under way, nobody has to be told that it came from elsewhere
  if (wasOn && poweredOff && now && !now.operation) {
    deps.live.publish('notice', { code: 'vm.stopped_outside', vmId: after.id });
  }
  const stuck = after.observedReason === 'io_error' || after.observedReason === 'no_space';
  if (stuck && before.observedReason !== after.observedReason) {
    deps.live.publish('notice', { code: 'vm.io_error', vmId: after.id });
  }
};

const tellOfStart = (deps: Deps, before: VmRow, after: VmRow): void => {
  if (before.domainRunId === null || after.domainRunId === before.domainRunId) return;
  deps.live.publish('vm.start.ended', { id: after.id, startGeneration: before.startGeneration });
};
