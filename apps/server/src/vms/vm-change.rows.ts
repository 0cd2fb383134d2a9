import { mostChanges } from '@limen/contract/changes';
import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { hostDevicesOf } from '../db/host-devices.ts';
import { images, storagePools, vmDisks, vms } from '../db/schema.ts';
import { vmChanges } from '../db/schema-housekeeping.ts';
import { vmCdroms, vmDiscs } from '../db/schema-media.ts';
import { firewallGroups, networks, nicGroups, vmNics } from '../db/schema-networks.ts';

export type VmChangeRow = typeof vmChanges.$inferSelect;

// Drizzle leaves the table out where there is one only, and inside `id` would be another's
const ownId = sql.raw('vms.id');

/** The rows that a machine's hardware stands in, as JSON; undefined where there is no machine. */
export const readHardwareRows = async (
  db: Db,
  vmId: string,
): Promise<
  | {
      vcpus: number;
      memoryBytes: number;
      firmware: string;
      secureBoot: boolean;
      tpm: boolean;
      machine: string | null;
      cpuModel: string | null;
      bootOrder: string[];
      disks: unknown;
      cdroms: unknown;
      nics: unknown;
      hostDevices: unknown;
    }
  | undefined
> =>
  (
    await db
      .select({
        vcpus: vms.vcpus,
        memoryBytes: vms.memoryBytes,
        firmware: vms.firmware,
        secureBoot: vms.secureBoot,
        tpm: vms.tpm,
        machine: vms.machine,
        cpuModel: vms.cpuModel,
        bootOrder: vms.bootOrder,
        disks: sql<unknown>`(
          select coalesce(json_agg(json_build_object('id', d.id, 'sizeBytes', d.size_bytes, 'bus', d.bus,
            'cache', d.cache, 'bytesPerSecond', d.bytes_per_second, 'iops', d.iops,
            'pool', case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end)
            order by d.position), '[]')
          from ${vmDisks} d left join ${storagePools} p on p.id = d.pool_id where d.vm_id = ${ownId})`,
        cdroms: sql<unknown>`(
          select coalesce(json_agg(json_build_object('id', c.id, 'bus', c.bus, 'disc', disc.kind,
            'image', case when i.id is not null then json_build_object('id', i.id, 'name', i.name) end)
            order by c.position), '[]')
          from ${vmCdroms} c left join ${images} i on i.id = c.image_id
          left join ${vmDiscs} disc on disc.id = c.disc_id where c.vm_id = ${ownId})`,
        nics: sql<unknown>`(
          select coalesce(json_agg(json_build_object('id', n.id, 'model', n.model, 'linkUp', n.link_up,
            'guarded', n.guarded, 'address', n.address,
            'groups', (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.id), '[]')
              from ${nicGroups} ng join ${firewallGroups} g on g.id = ng.group_id where ng.nic_id = n.id),
            'toGuestBitsPerSecond', n.to_guest_bits_per_second, 'fromGuestBitsPerSecond', n.from_guest_bits_per_second,
            'network', json_build_object('id', w.id, 'name', w.name)) order by n.position), '[]')
          from ${vmNics} n join ${networks} w on w.id = n.network_id where n.vm_id = ${ownId})`,
        hostDevices: hostDevicesOf(ownId),
      })
      .from(vms)
      .where(eq(vms.id, vmId))
  )[0];

/** Adds one, and lets go of those that are too many. */
export const insertChange = async (tx: Db, row: typeof vmChanges.$inferInsert): Promise<void> => {
  await tx.insert(vmChanges).values(row);
  const kept = tx
    .select({ id: vmChanges.id })
    .from(vmChanges)
    .where(eq(vmChanges.vmId, row.vmId))
    // their ids grow with the time at which they were made
    .orderBy(desc(vmChanges.id))
    .limit(mostChanges);
  await tx.delete(vmChanges).where(and(eq(vmChanges.vmId, row.vmId), notInArray(vmChanges.id, kept)));
};

/** Newest first. */
export const listChangeRows = (db: Db, vmId: string): Promise<VmChangeRow[]> =>
  db.select().from(vmChanges).where(eq(vmChanges.vmId, vmId)).orderBy(desc(vmChanges.id));

/** One of this machine's. */
export const findChange = async (db: Db, vmId: string, id: string): Promise<VmChangeRow | undefined> =>
  (
    await db
      .select()
      .from(vmChanges)
      .where(and(eq(vmChanges.id, id), eq(vmChanges.vmId, vmId)))
  )[0];

export const findChangeOfOperation = async (tx: Db, operationId: string): Promise<VmChangeRow | undefined> =>
  (await tx.select().from(vmChanges).where(eq(vmChanges.operationId, operationId)).for('update'))[0];

export const updateChange = async (tx: Db, id: string, after: object): Promise<void> => {
  await tx.update(vmChanges).set({ after }).where(eq(vmChanges.id, id));
};

export const deleteChange = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(vmChanges).where(eq(vmChanges.id, id));
};
