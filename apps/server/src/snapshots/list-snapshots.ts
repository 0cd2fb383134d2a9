import type { Snapshot, SnapshotSize } from '@limen/contract/snapshots';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { mustFindSpec } from '../vms/create-vm-operation.ts';
import { requireVm } from '../vms/require-vm.ts';
import { presentSnapshot } from './present-snapshot.ts';
import { findPicture, findSnapshotRecord, listSnapshotRecords } from './snapshot.rows.ts';

/** A machine's snapshots, oldest first. @throws AppError `object.not_found` */
export const listSnapshots = async (deps: Deps, actor: Actor, vmId: string): Promise<Snapshot[]> => {
  await requireVm(deps, actor, vmId);
  return (await listSnapshotRecords(deps.db, vmId)).map(presentSnapshot);
};

/** So long others may be read before these. */
const mostMs = 30_000;

/** @returns null where its disks cannot be read from here. @throws AppError `object.not_found` */
export const listSnapshotSizes = async (
  deps: Deps,
  actor: Actor,
  vmId: string,
): Promise<SnapshotSize[] | null> => {
  await requireVm(deps, actor, vmId);
  const records = await listSnapshotRecords(deps.db, vmId);
  if (records.length === 0) return [];
  const { host, spec } = await mustFindSpec(deps, vmId);
  const byTag = await host.snapshotSizes(spec, AbortSignal.timeout(mostMs));
  return byTag && records.flatMap(({ id }) => sizeOf(id, byTag.get(id)));
};

const sizeOf = (id: string, bytes: number | undefined): SnapshotSize[] =>
  bytes === undefined ? [] : [{ id, bytes }];

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
