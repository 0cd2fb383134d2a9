import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { images, vmDisks, vms } from '../db/schema.ts';
import { vmCdroms, vmDiscs } from '../db/schema-media.ts';
import { touched } from './vm-load.rows.ts';

export type DriveOfHardware = {
  id: string;
  position: number;
  bus: string;
  imageId: string | null;
  discId: string | null;
};

export const readDevices = async (
  db: Db,
  vmId: string,
): Promise<{ disks: { id: string; sizeBytes: number }[]; cdroms: DriveOfHardware[] }> => {
  const disks = await db
    .select({ id: vmDisks.id, sizeBytes: vmDisks.sizeBytes })
    .from(vmDisks)
    .where(eq(vmDisks.vmId, vmId))
    .orderBy(asc(vmDisks.position));
  const { id, position, bus, imageId, discId } = vmCdroms;
  const cdroms = await db
    .select({ id, position, bus, imageId, discId })
    .from(vmCdroms)
    .where(eq(vmCdroms.vmId, vmId))
    .orderBy(asc(vmCdroms.position));
  return { disks, cdroms };
};

/** Gives a machine these drives and no others, and its disks these sizes; a disc that is gone since is in none. */
export const writeDevices = async (
  tx: Db,
  vmId: string,
  {
    disks,
    cdroms,
    bootOrder,
  }: {
    disks: readonly { id: string; sizeBytes: number }[];
    cdroms: readonly DriveOfHardware[];
    bootOrder: string[];
  },
): Promise<void> => {
  for (const { id, sizeBytes } of disks) {
    await tx
      .update(vmDisks)
      .set({ sizeBytes })
      .where(and(eq(vmDisks.id, id), eq(vmDisks.vmId, vmId)));
  }
  const of = (one: 'imageId' | 'discId'): string[] => cdroms.flatMap((drive) => drive[one] ?? []);
  const known = new Set(
    [
      ...(await tx
        .select({ id: images.id })
        .from(images)
        .where(inArray(images.id, of('imageId')))),
      ...(await tx
        .select({ id: vmDiscs.id })
        .from(vmDiscs)
        .where(inArray(vmDiscs.id, of('discId')))),
    ].map(({ id }) => id),
  );
  const there = (id: string | null): string | null => (id !== null && known.has(id) ? id : null);
  await tx.delete(vmCdroms).where(eq(vmCdroms.vmId, vmId));
  if (cdroms.length > 0) {
    await tx.insert(vmCdroms).values(
      cdroms.map((drive) => ({
        ...drive,
        vmId,
        imageId: there(drive.imageId),
        discId: there(drive.discId),
      })),
    );
  }
  await tx
    .update(vms)
    .set({ bootOrder, ...touched })
    .where(eq(vms.id, vmId));
};
