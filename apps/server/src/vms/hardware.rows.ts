import { and, asc, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { images, vmDisks, vms } from '../db/schema.ts';
import { vmCdroms, vmDiscs } from '../db/schema-media.ts';
import { firewallGroups, networks, nicGroups, vmNics } from '../db/schema-networks.ts';
import { touched } from './vm-load.rows.ts';

export type DriveOfHardware = {
  id: string;
  position: number;
  bus: string;
  imageId: string | null;
  discId: string | null;
};

export type NicOfHardware = Pick<
  typeof vmNics.$inferSelect,
  | 'id'
  | 'position'
  | 'mac'
  | 'model'
  | 'networkId'
  | 'linkUp'
  | 'guarded'
  | 'toGuestBitsPerSecond'
  | 'fromGuestBitsPerSecond'
> & { groupIds: string[] };

export const readDevices = async (
  db: Db,
  vmId: string,
): Promise<{
  disks: { id: string; sizeBytes: number }[];
  cdroms: DriveOfHardware[];
  nics: NicOfHardware[];
}> => {
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
  const { mac, model, networkId, linkUp, guarded, toGuestBitsPerSecond, fromGuestBitsPerSecond } = vmNics;
  const groupIds = sql<string[]>`array(
    select g.group_id from ${nicGroups} g where g.nic_id = ${vmNics.id} order by g.group_id)`;
  const nics = await db
    .select({
      id: vmNics.id,
      position: vmNics.position,
      mac,
      model,
      networkId,
      linkUp,
      guarded,
      groupIds,
      toGuestBitsPerSecond,
      fromGuestBitsPerSecond,
    })
    .from(vmNics)
    .where(eq(vmNics.vmId, vmId))
    .orderBy(asc(vmNics.position));
  return { disks, cdroms, nics };
};

/**
 * Gives a machine these cards and no others. One that it has stays where its cable leads now; one that it had comes back on the
 * network it was on, guarded, with the firewall groups and limits it had, and where that is gone or somebody else's on its host's first one.
 */
const writeNics = async (tx: Db, vmId: string, nics: readonly NicOfHardware[]): Promise<void> => {
  const ids = nics.map(({ id }) => id);
  await tx.delete(vmNics).where(and(eq(vmNics.vmId, vmId), notInArray(vmNics.id, ids)));
  const there = await tx.select({ id: vmNics.id }).from(vmNics).where(eq(vmNics.vmId, vmId));
  const usable = await tx
    .select({ id: networks.id, first: sql<boolean>`${networks.id} = ${networks.hostId}` })
    .from(networks)
    .innerJoin(vms, and(eq(vms.id, vmId), eq(vms.hostId, networks.hostId)))
    .where(or(isNull(networks.ownerId), eq(networks.ownerId, vms.ownerId)));
  const known = new Set(there.map(({ id }) => id));
  for (const nic of nics) {
    if (known.has(nic.id)) {
      await tx.update(vmNics).set({ position: nic.position, model: nic.model }).where(eq(vmNics.id, nic.id));
      continue;
    }
    const network = usable.find(({ id }) => id === nic.networkId) ?? usable.find(({ first }) => first);
    if (!network) continue;
    const { groupIds, ...card } = nic;
    await tx.insert(vmNics).values({ ...card, vmId, networkId: network.id, guarded: true });
    const groups = await tx
      .select({ groupId: firewallGroups.id })
      .from(firewallGroups)
      .where(inArray(firewallGroups.id, groupIds))
      .for('share');
    if (groups.length > 0)
      await tx.insert(nicGroups).values(groups.map((each) => ({ ...each, nicId: nic.id })));
  }
};

/** Gives a machine these drives and cards and no others, and its disks these sizes; a disc that is gone since is in none. */
export const writeDevices = async (
  tx: Db,
  vmId: string,
  {
    disks,
    cdroms,
    nics,
    bootOrder,
  }: {
    disks: readonly { id: string; sizeBytes: number }[];
    cdroms: readonly DriveOfHardware[];
    nics?: readonly NicOfHardware[] | undefined;
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
  if (nics) await writeNics(tx, vmId, nics);
  await tx
    .update(vms)
    .set({ bootOrder, ...touched })
    .where(eq(vms.id, vmId));
};
