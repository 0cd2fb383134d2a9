import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import { vmHostDevices } from '../db/schema-host-devices.ts';

export type HostDeviceRow = typeof vmHostDevices.$inferSelect;

/** Devices of the host that a machine has, in the order in which they were given. */
export const listGiven = (db: Db, vmId: string): Promise<HostDeviceRow[]> =>
  db.select().from(vmHostDevices).where(eq(vmHostDevices.vmId, vmId)).orderBy(asc(vmHostDevices.id));

/** Devices of a host that machines have, with whose each is. */
export const listGivenOfHost = (
  db: Db,
  hostId: string,
): Promise<{ device: HostDeviceRow; holder: { id: string; name: string } }[]> =>
  db
    .select({ device: vmHostDevices, holder: { id: vms.id, name: vms.name } })
    .from(vmHostDevices)
    .innerJoin(vms, eq(vms.id, vmHostDevices.vmId))
    .where(eq(vmHostDevices.hostId, hostId))
    .orderBy(asc(vmHostDevices.id));

/** One of this machine's; that of another is not there. */
export const findGiven = async (db: Db, vmId: string, id: string): Promise<HostDeviceRow | undefined> =>
  (
    await db
      .select()
      .from(vmHostDevices)
      .where(and(eq(vmHostDevices.id, id), eq(vmHostDevices.vmId, vmId)))
  )[0];

export const insertGiven = async (tx: Db, row: typeof vmHostDevices.$inferInsert): Promise<void> => {
  await tx.insert(vmHostDevices).values(row);
};

/** @returns whether it was there */
export const deleteGiven = async (tx: Db, id: string): Promise<boolean> =>
  (await tx.delete(vmHostDevices).where(eq(vmHostDevices.id, id)).returning({ id: vmHostDevices.id }))
    .length > 0;
