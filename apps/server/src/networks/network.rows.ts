import { and, asc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { networks, vmNics } from '../db/schema-networks.ts';

export type NetworkRow = typeof networks.$inferSelect;

/** A network with everything a reader is shown. */
export type NetworkRecord = Awaited<ReturnType<typeof selectRecords>>[number];

const selectRecords = (db: Db, where: SQL | undefined) =>
  db
    .select({
      row: networks,
      owner: { id: users.id, userName: users.username, displayName: users.name },
      /** How many cards each person has on it. */
      nics: sql<{ ownerId: string; count: number }[]>`(
        select coalesce(json_agg(json_build_object('ownerId', c.owner_id, 'count', c.count)), '[]') from (
          select v.owner_id, count(*)::int as count from ${vmNics} n join ${vms} v on v.id = n.vm_id
          where n.network_id = ${networks.id} group by v.owner_id) c)`,
    })
    .from(networks)
    .leftJoin(users, eq(users.id, networks.ownerId))
    .where(where)
    .orderBy(sql`${networks.name} nulls first`, asc(networks.id));

/** Everybody's, and those of one person; null: of all. */
export const listNetworkRecords = (db: Db, ownerId: string | null): Promise<NetworkRecord[]> =>
  selectRecords(
    db,
    ownerId === null ? undefined : or(isNull(networks.ownerId), eq(networks.ownerId, ownerId)),
  );

export const findNetworkRecord = async (db: Db, id: string): Promise<NetworkRecord | undefined> =>
  (await selectRecords(db, eq(networks.id, id)))[0];

export const findNetwork = async (db: Db, id: string): Promise<NetworkRow | undefined> =>
  (await db.select().from(networks).where(eq(networks.id, id)))[0];

/** Held until the transaction ends: no card comes onto it meanwhile. */
export const lockNetwork = async (tx: Db, id: string): Promise<NetworkRow | undefined> =>
  (await tx.select().from(networks).where(eq(networks.id, id)).for('update'))[0];

export const listNetworksOfHost = (db: Db, hostId: string): Promise<NetworkRow[]> =>
  db.select().from(networks).where(eq(networks.hostId, hostId)).orderBy(asc(networks.id));

export const listNetworksOfOwner = (db: Db, ownerId: string): Promise<NetworkRow[]> =>
  db.select().from(networks).where(eq(networks.ownerId, ownerId)).orderBy(asc(networks.id));

/** How many one has, held against another that is being added. */
export const countOwnNetworks = async (tx: Db, ownerId: string): Promise<number> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('no key update');
  return tx.$count(networks, eq(networks.ownerId, ownerId));
};

/** The row of a host's first network; made when the host is. */
export const ensureFirstNetworkRow = async (db: Db, hostId: string): Promise<void> => {
  await db
    .insert(networks)
    .values({ id: hostId, hostId, kind: 'nat' })
    .onConflictDoNothing({ target: networks.id });
};

export const insertNetwork = async (
  tx: Db,
  row: typeof networks.$inferInsert,
): Promise<NetworkRow | undefined> => (await tx.insert(networks).values(row).returning())[0];

export const updateNetwork = async (
  db: Db,
  id: string,
  change: Partial<Pick<NetworkRow, 'name' | 'subnet' | 'ownerId'>>,
): Promise<void> => {
  await db
    .update(networks)
    .set({ ...change, revision: sql`${networks.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(networks.id, id));
};

export const deleteNetworkRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(networks).where(eq(networks.id, id));
};

export const countNicsOn = (db: Db, id: string): Promise<number> =>
  db.$count(vmNics, eq(vmNics.networkId, id));

/** Addresses that are kept on a network, each for one card. */
export const listKeptAddresses = async (
  db: Db,
  networkId: string,
): Promise<{ mac: string; address: string }[]> => {
  const rows = await db
    .select({ mac: vmNics.mac, address: vmNics.address })
    .from(vmNics)
    .where(and(eq(vmNics.networkId, networkId), isNotNull(vmNics.address)))
    .orderBy(asc(vmNics.mac));
  return rows.flatMap(({ mac, address }) => (address === null ? [] : [{ mac, address }]));
};

/** MAC of the card that has been leased an address of this network, another than `nicId`. */
export const findLeaseholder = async (
  db: Db,
  of: { networkId: string; address: string; nicId: string },
): Promise<string | undefined> => {
  const rows = await db
    .select({ id: vmNics.id, mac: vmNics.mac })
    .from(vmNics)
    .where(and(eq(vmNics.networkId, of.networkId), sql`${of.address} = any(${vmNics.addresses})`));
  return rows.find(({ id }) => id !== of.nicId)?.mac;
};

/** The addresses that are kept for cards on a network, or were leased to them. */
export const listAddressesOn = async (db: Db, networkId: string): Promise<Set<string>> => {
  const rows = await db
    .select({ kept: vmNics.address, leased: vmNics.addresses })
    .from(vmNics)
    .where(eq(vmNics.networkId, networkId));
  return new Set(rows.flatMap(({ kept, leased }) => (kept === null ? leased : [kept, ...leased])));
};

/** Machines that have cards on one of these networks. */
export const listVmIdsOn = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const rows = await db
    .selectDistinct({ vmId: vmNics.vmId })
    .from(vmNics)
    .where(inArray(vmNics.networkId, [...ids]));
  return rows.map(({ vmId }) => vmId);
};

/** The cards of a host's machines that run, each with its network. */
export const listNicsThatRun = (db: Db, hostId: string): Promise<{ mac: string; network: NetworkRow }[]> =>
  db
    .select({ mac: vmNics.mac, network: networks })
    .from(vmNics)
    .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.hostId, hostId), isNotNull(vms.domainRunId)))
    .innerJoin(networks, eq(networks.id, vmNics.networkId))
    .orderBy(asc(vmNics.id));

/** Machines of a host that have a guarded card on a bridge of its, for which no address is kept. */
export const listLearners = async (db: Db, hostId: string): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ vmId: vmNics.vmId })
    .from(vmNics)
    .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.hostId, hostId)))
    .innerJoin(networks, and(eq(networks.id, vmNics.networkId), eq(networks.kind, 'bridge')))
    .where(and(eq(vmNics.guarded, true), isNull(vmNics.address)));
  return rows.map(({ vmId }) => vmId);
};

/** Cards of a host that are limited, on networks where they can be. */
export const listLimitedCards = (
  db: Db,
  hostId: string,
): Promise<{ mac: string; toGuestBitsPerSecond: number | null; fromGuestBitsPerSecond: number | null }[]> => {
  const { mac, toGuestBitsPerSecond, fromGuestBitsPerSecond } = vmNics;
  return db
    .select({ mac, toGuestBitsPerSecond, fromGuestBitsPerSecond })
    .from(vmNics)
    .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.hostId, hostId)))
    .innerJoin(networks, and(eq(networks.id, vmNics.networkId), ne(networks.kind, 'user')))
    .where(limited)
    .orderBy(asc(mac));
};

const limited = or(isNotNull(vmNics.toGuestBitsPerSecond), isNotNull(vmNics.fromGuestBitsPerSecond));

/** Whether a card of this machine is limited. */
export const isLimited = async (db: Db, vmId: string): Promise<boolean> =>
  (
    await db
      .select({ id: vmNics.id })
      .from(vmNics)
      .where(and(eq(vmNics.vmId, vmId), limited))
      .limit(1)
  ).length > 0;
