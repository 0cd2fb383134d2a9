import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import { networks, vmNics } from '../db/schema-networks.ts';
import { touched } from './vm-load.rows.ts';

export type NicRow = typeof vmNics.$inferSelect;

/** The cards of a machine in their order. */
export const listNics = (db: Db, vmId: string): Promise<NicRow[]> =>
  db.select().from(vmNics).where(eq(vmNics.vmId, vmId)).orderBy(asc(vmNics.position));

/** A card of this machine; one of another is not there. */
export const findNic = async (db: Db, vmId: string, id: string): Promise<NicRow | undefined> =>
  (
    await db
      .select()
      .from(vmNics)
      .where(and(eq(vmNics.id, id), eq(vmNics.vmId, vmId)))
  )[0];

export const insertNic = async (tx: Db, row: typeof vmNics.$inferInsert): Promise<void> => {
  await tx.insert(vmNics).values(row);
};

export type NicChange = Pick<
  NicRow,
  'networkId' | 'model' | 'linkUp' | 'guarded' | 'address' | 'toGuestBitsPerSecond' | 'fromGuestBitsPerSecond'
>;

/** `addresses`: forgotten where it comes onto another network. */
export const updateNic = async (
  tx: Db,
  id: string,
  change: NicChange & { addresses?: string[] },
): Promise<void> => {
  await tx.update(vmNics).set(change).where(eq(vmNics.id, id));
};

/** Says which address a card keeps; null: none. */
export const updateKeptAddress = async (
  tx: Db,
  vmId: string,
  id: string,
  address: string | null,
): Promise<void> => {
  await tx
    .update(vmNics)
    .set({ address })
    .where(and(eq(vmNics.id, id), eq(vmNics.vmId, vmId)));
};

/** Gives a card the limits of another. */
export const copyLimits = async (tx: Db, ids: { from: string; to: string }): Promise<void> => {
  const [limits] = await tx
    .select({
      toGuestBitsPerSecond: vmNics.toGuestBitsPerSecond,
      fromGuestBitsPerSecond: vmNics.fromGuestBitsPerSecond,
    })
    .from(vmNics)
    .where(eq(vmNics.id, ids.from));
  if (limits) await tx.update(vmNics).set(limits).where(eq(vmNics.id, ids.to));
};

/** @returns the row that went; undefined where it had gone before */
export const deleteNicRow = async (tx: Db, id: string): Promise<NicRow | undefined> =>
  (await tx.delete(vmNics).where(eq(vmNics.id, id)).returning())[0];

/**
 * Writes the addresses that the DHCP server of its network gave out; what it was leased on the one it was on before it no longer has.
 *
 * @returns ids of the machines that changed
 */
export const recordAddresses = async (
  db: Db,
  hostId: string,
  byMac: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> => {
  const nics = await db
    .select({
      id: vmNics.id,
      vmId: vmNics.vmId,
      mac: vmNics.mac,
      addresses: vmNics.addresses,
      subnet: networks.subnet,
    })
    .from(vmNics)
    .innerJoin(networks, eq(networks.id, vmNics.networkId))
    .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.hostId, hostId)));
  const changed = new Set<string>();
  for (const nic of nics) {
    const leased = byMac.get(nic.mac) ?? [];
    const now = leased.filter((each) => nic.subnet === null || each.startsWith(`${nic.subnet}.`)).toSorted();
    if (now.join() === [...nic.addresses].sort().join()) continue;
    await db.update(vmNics).set({ addresses: now }).where(eq(vmNics.id, nic.id));
    await db.update(vms).set(touched).where(eq(vms.id, nic.vmId));
    changed.add(nic.vmId);
  }
  return [...changed];
};
