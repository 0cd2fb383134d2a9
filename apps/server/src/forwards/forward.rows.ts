import { and, asc, count, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { hosts, vms } from '../db/schema.ts';
import { networks, portForwards, vmNics } from '../db/schema-networks.ts';

export type ForwardRow = typeof portForwards.$inferSelect;

const select = (db: Db) =>
  db
    .select({
      row: portForwards,
      /** The one that is kept for its card, and those it was leased. */
      kept: vmNics.address,
      leased: vmNics.addresses,
      networkKind: networks.kind,
    })
    .from(portForwards)
    .innerJoin(vmNics, eq(vmNics.id, portForwards.nicId))
    .innerJoin(networks, eq(networks.id, vmNics.networkId));
export type ForwardRecord = Awaited<ReturnType<typeof select>>[number];

/** The forwards of a machine by their ports. */
export const listForwardRecords = (db: Db, vmId: string): Promise<ForwardRecord[]> =>
  select(db).where(eq(vmNics.vmId, vmId)).orderBy(asc(portForwards.hostPort), asc(portForwards.id));

/** Those of a host whose cards are on a network with address translation. */
export const listForwardsOfHost = (db: Db, hostId: string): Promise<ForwardRecord[]> =>
  select(db)
    .where(and(eq(portForwards.hostId, hostId), eq(networks.kind, 'nat')))
    .orderBy(asc(portForwards.hostPort), asc(portForwards.id));

export const findForwardRecord = async (
  db: Db,
  vmId: string,
  id: string,
): Promise<ForwardRecord | undefined> =>
  (await select(db).where(and(eq(portForwards.id, id), eq(vmNics.vmId, vmId))))[0];

/** A card of this machine, and the kind of network that it is on. */
export const findNicKind = async (db: Db, vmId: string, nicId: string): Promise<string | undefined> =>
  (
    await db
      .select({ kind: networks.kind })
      .from(vmNics)
      .innerJoin(networks, eq(networks.id, vmNics.networkId))
      .where(and(eq(vmNics.id, nicId), eq(vmNics.vmId, vmId)))
  )[0]?.kind;

/** Ports that lead to machines of this person. */
export const countForwardsOf = async (db: Db, ownerId: string): Promise<number> =>
  (
    await db
      .select({ count: count() })
      .from(portForwards)
      .innerJoin(vmNics, eq(vmNics.id, portForwards.nicId))
      .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.ownerId, ownerId)))
  )[0]?.count ?? 0;

/** Ports of a host that are taken, held against another that is being given out. */
export const lockTakenPorts = async (tx: Db, hostId: string, protocol: string): Promise<Set<number>> => {
  await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, hostId)).for('no key update');
  const rows = await tx
    .select({ hostPort: portForwards.hostPort })
    .from(portForwards)
    .where(and(eq(portForwards.hostId, hostId), eq(portForwards.protocol, protocol)));
  return new Set(rows.map(({ hostPort }) => hostPort));
};

export const insertForward = async (tx: Db, row: typeof portForwards.$inferInsert): Promise<void> => {
  await tx.insert(portForwards).values(row);
};

export const deleteForwardRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(portForwards).where(eq(portForwards.id, id));
};

/** Whether any of these machines has a forward. */
export const haveForwards = async (db: Db, vmIds: readonly string[]): Promise<boolean> => {
  const rows = await db
    .selectDistinct({ vmId: vms.id })
    .from(portForwards)
    .innerJoin(vmNics, eq(vmNics.id, portForwards.nicId))
    .innerJoin(vms, eq(vms.id, vmNics.vmId));
  const asked = new Set(vmIds);
  return rows.some(({ vmId }) => asked.has(vmId));
};
