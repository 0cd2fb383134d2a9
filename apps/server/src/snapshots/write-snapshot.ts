import { snapshotKind } from '@limen/contract/snapshots';
import type { Host } from '../hypervisor/host.ts';
import { AppError } from '../lib/app-error.ts';
import type { StepContext } from '../operations/define-operation.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { lockOwner } from '../vms/lock-owner.ts';
import { mustFindSpec } from '../vms/create-vm-operation.ts';
import {
  deleteSnapshotRow,
  findSnapshot,
  makeCurrent,
  updateSnapshot,
  writePicture,
} from './snapshot.rows.ts';

type Context = Pick<StepContext<unknown>, 'deps' | 'signal' | 'guard'>;
type Which = { vmId: string; snapshotId: string };

/**
 * Makes a snapshot whose row is there: all disks at one moment, then the row `ready`, and the machine stands on it. May run again
 * after a crash at any point.
 *
 * @throws AppError `pool.full`, `vm.state` (it is not in the state that it was in when this was asked for), `host.*`
 */
export const writeSnapshot = async (context: Context, { vmId, snapshotId }: Which): Promise<void> => {
  const { deps, signal, guard } = context;
  const specOf = mustFindSpec(deps, vmId);
  specOf.catch(() => undefined);
  const row = await findSnapshot(deps.db, vmId, snapshotId);
  if (!row) throw new AppError('operation.interrupted', 'The snapshot’s row is gone.');
  if (row.state === 'ready') return;
  const { host, spec } = await specOf;
  const kind = snapshotKind.parse(row.kind);
  await guard();
  const made = await host.takeSnapshot(spec, { tag: snapshotId, kind }, signal);
  await guard();
  await deps.db.transaction(async (tx) => {
    await updateSnapshot(tx, snapshotId, { state: 'ready', ...made });
    await makeCurrent(tx, vmId, snapshotId);
  });
  deps.live.publish('vm.changed', { id: vmId });
  if (kind !== 'off') await keepPicture(context, host, { vmId, snapshotId });
};

/** More than any screen of text or a plain desktop takes; a screen that takes more is left out. */
const mostPictureBytes = 1024 ** 2;

/** What the screen shows as the guest goes on. It takes a tenth of what the memory does, and nobody is to wait for it. */
const keepPicture = async (
  { deps, signal }: Context,
  host: Host,
  { vmId, snapshotId }: Which,
): Promise<void> => {
  try {
    const png = await host.screenshot(vmId, { signal, mostBytes: mostPictureBytes });
    if (png) await writePicture(deps.db, snapshotId, png);
  } catch (error) {
    deps.log.warn({ err: error, vmId }, 'the screen was not kept with a snapshot');
  }
};

/** Takes one out of the disks, and its row away: what it took of the quota is given back. One that is gone is fine. */
export const removeSnapshot = async (
  { deps, signal, guard }: Context,
  { vmId, snapshotId }: Which,
  { half = false }: { half?: boolean } = {},
): Promise<void> => {
  if (!(await findSnapshot(deps.db, vmId, snapshotId))) return;
  const { host, spec } = await mustFindSpec(deps, vmId);
  await guard();
  await host.removeSnapshot(spec, { tag: snapshotId, half }, signal);
  await guard();
  const ownerId = await deps.db.transaction(async (tx) => {
    const owner = await lockOwner(tx, vmId);
    if (owner === undefined || !(await deleteSnapshotRow(tx, vmId, snapshotId))) return undefined;
    await releaseQuota(tx, owner, { snapshots: 1 });
    return owner;
  });
  deps.live.publish('vm.changed', { id: vmId });
  if (ownerId !== undefined) deps.live.publish('quota.changed', { userId: ownerId });
};
