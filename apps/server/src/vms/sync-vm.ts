import type { Deps } from '../deps.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { findVm, findVmRecord, recordObservation, type VmRow } from './vm.rows.ts';

/** One reader a machine at a time, or an older look could overwrite a newer one. */
const looking = new WeakMap<Deps, SerialByKey>();

const serialOf = (deps: Deps): SerialByKey => {
  const known = looking.get(deps);
  if (known) return known;
  const fresh = new SerialByKey();
  looking.set(deps, fresh);
  return fresh;
};

const lost = { defined: true, state: 'unknown', reason: 'domain_missing', runId: null } as const;

/**
 * Looks at one machine on its host and makes its row say what libvirt says: the only writer of observed state.
 * After it resolves, the row is at least as new as the moment of the call. Tells the live bus after the commit.
 *
 * @throws AppError `host.unavailable` or `host.unresponsive` where libvirt does not answer; the row stays as it was
 */
export const syncVm = (deps: Deps, vmId: string): Promise<void> =>
  serialOf(deps).run(vmId, async () => {
    const row = await findVm(deps.db, vmId);
    if (!row) return;
    const seen = await deps.hosts.byId(row.hostId).observe(vmId);
    // creating and deleting machines come and go under their operation; a lost domain is defined again by reconcile
    if (!seen.defined && row.phase !== 'ready') return;
    const change = await recordObservation(deps.db, vmId, seen.defined ? seen : lost);
    if (change) await tell(deps, change.before, change.after);
  });

const tell = async (deps: Deps, before: VmRow, after: VmRow): Promise<void> => {
  deps.live.publish('vm.changed', { id: after.id });
  const wasOn = before.domainRunId !== null;
  if (wasOn && after.domainRunId !== before.domainRunId) {
    deps.live.publish('vm.start.ended', { id: after.id, startGeneration: before.startGeneration });
  }
  if (after.observedState === 'crashed' && before.observedState !== 'crashed' && wasOn) {
    deps.live.publish('notice', { code: 'vm.crashed', vmId: after.id });
  }
  const poweredOff = after.observedState === 'stopped' && after.observedReason === 'powered_off';
  // where an operation of ours is under way, nobody has to be told that it came from elsewhere
  if (wasOn && poweredOff && !(await findVmRecord(deps.db, after.id))?.operation) {
    deps.live.publish('notice', { code: 'vm.stopped_outside', vmId: after.id });
  }
  const stuck = after.observedReason === 'io_error' || after.observedReason === 'no_space';
  if (stuck && before.observedReason !== after.observedReason) {
    deps.live.publish('notice', { code: 'vm.io_error', vmId: after.id });
  }
};
