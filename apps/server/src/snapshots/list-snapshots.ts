import type { Snapshot } from '@limen/contract/snapshots';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { requireVm } from '../vms/require-vm.ts';
import { presentSnapshot } from './present-snapshot.ts';
import { findPicture, findSnapshotRecord, listSnapshotRecords } from './snapshot.rows.ts';

/** A machine's snapshots, oldest first. @throws AppError `object.not_found` */
export const listSnapshots = async (deps: Deps, actor: Actor, vmId: string): Promise<Snapshot[]> => {
  await requireVm(deps, actor, vmId);
  return (await listSnapshotRecords(deps.db, vmId)).map(presentSnapshot);
};

/** @throws AppError `object.not_found` */
export const mustPresentSnapshot = async (deps: Deps, vmId: string, id: string): Promise<Snapshot> => {
  const found = await findSnapshotRecord(deps.db, vmId, id);
  if (!found) throw notFound();
  return presentSnapshot(found);
};

/** The screen as it was: for whoever may look at the screen as it is. @throws AppError `object.not_found` */
export const readPicture = async (
  deps: Deps,
  actor: Actor,
  { vmId, id }: { vmId: string; id: string },
): Promise<{ pngBase64: string }> => {
  authorize(actor, 'vm:watch', await requireVm(deps, actor, vmId));
  const png = await findPicture(deps.db, vmId, id);
  if (!png) throw notFound();
  return { pngBase64: png.toString('base64') };
};
