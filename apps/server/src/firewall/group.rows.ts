import { type FirewallRule, firewallRule } from '@limen/contract/firewall';
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { firewallGroups, nicGroups, vmNics } from '../db/schema-networks.ts';

export type GroupRow = typeof firewallGroups.$inferSelect;

const selectRecords = (db: Db, where: SQL | undefined) =>
  db
    .select({
      row: firewallGroups,
      owner: { id: users.id, userName: users.username, displayName: users.name },
      /** How many cards of each person have it. */
      nics: sql<{ ownerId: string; count: number }[]>`(
        select coalesce(json_agg(json_build_object('ownerId', c.owner_id, 'count', c.count)), '[]') from (
          select v.owner_id, count(*)::int as count from ${nicGroups} g join ${vmNics} n on n.id = g.nic_id
          join ${vms} v on v.id = n.vm_id where g.group_id = ${firewallGroups.id} group by v.owner_id) c)`,
    })
    .from(firewallGroups)
    .leftJoin(users, eq(users.id, firewallGroups.ownerId))
    .where(where)
    .orderBy(asc(firewallGroups.name), asc(firewallGroups.id));
/** A group with everything a reader is shown. */
export type GroupRecord = Awaited<ReturnType<typeof selectRecords>>[number];

/** Everybody's, and those of one person; null: of all. */
export const listGroupRecords = (db: Db, ownerId: string | null): Promise<GroupRecord[]> =>
  selectRecords(
    db,
    ownerId === null ? undefined : or(isNull(firewallGroups.ownerId), eq(firewallGroups.ownerId, ownerId)),
  );

export const findGroupRecord = async (db: Db, id: string): Promise<GroupRecord | undefined> =>
  (await selectRecords(db, eq(firewallGroups.id, id)))[0];

/** Held until the transaction ends: no card comes to have it meanwhile. */
export const lockGroup = async (tx: Db, id: string): Promise<GroupRow | undefined> =>
  (await tx.select().from(firewallGroups).where(eq(firewallGroups.id, id)).for('update'))[0];

export const listGroupsOfOwner = (db: Db, ownerId: string): Promise<GroupRow[]> =>
  db.select().from(firewallGroups).where(eq(firewallGroups.ownerId, ownerId)).orderBy(asc(firewallGroups.id));

/** How many one has, held against another that is being added. */
export const countOwnGroups = async (tx: Db, ownerId: string): Promise<number> => {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('no key update');
  return tx.$count(firewallGroups, eq(firewallGroups.ownerId, ownerId));
};

export const insertGroup = async (tx: Db, row: typeof firewallGroups.$inferInsert): Promise<void> => {
  await tx.insert(firewallGroups).values(row);
};

export const updateGroup = async (
  db: Db,
  id: string,
  change: Partial<Pick<GroupRow, 'name' | 'rules' | 'ownerId'>>,
): Promise<void> => {
  await db
    .update(firewallGroups)
    .set({ ...change, revision: sql`${firewallGroups.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(firewallGroups.id, id));
};

export const deleteGroupRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(firewallGroups).where(eq(firewallGroups.id, id));
};

export const countNicsWith = (db: Db, id: string): Promise<number> =>
  db.$count(nicGroups, eq(nicGroups.groupId, id));

/** Machines whose cards have a group, and their hosts. */
export const listVmsWith = (db: Db, groupId: string): Promise<{ id: string; hostId: string }[]> =>
  db
    .selectDistinct({ id: vms.id, hostId: vms.hostId })
    .from(nicGroups)
    .innerJoin(vmNics, eq(vmNics.id, nicGroups.nicId))
    .innerJoin(vms, eq(vms.id, vmNics.vmId))
    .where(eq(nicGroups.groupId, groupId));

/** Which of these groups a card of somebody may have; null: whosever they are. Held: none of them goes meanwhile. */
export const lockUsableGroups = async (
  tx: Db,
  ids: readonly string[],
  ownerId: string | null,
): Promise<string[]> => {
  if (ids.length === 0) return [];
  const theirs =
    ownerId === null ? undefined : or(isNull(firewallGroups.ownerId), eq(firewallGroups.ownerId, ownerId));
  const rows = await tx
    .select({ id: firewallGroups.id })
    .from(firewallGroups)
    .where(and(inArray(firewallGroups.id, [...ids]), theirs))
    .orderBy(asc(firewallGroups.id))
    .for('share');
  return rows.map(({ id }) => id);
};

/** Whether all of these groups are there still. */
export const areThere = async (db: Db, ids: readonly string[]): Promise<boolean> =>
  ids.length === 0 || (await db.$count(firewallGroups, inArray(firewallGroups.id, [...ids]))) === ids.length;

/** Groups of a card. */
export const listGroupIds = async (db: Db, nicId: string): Promise<string[]> =>
  (
    await db
      .select({ id: nicGroups.groupId })
      .from(nicGroups)
      .where(eq(nicGroups.nicId, nicId))
      .orderBy(asc(nicGroups.groupId))
  ).map(({ id }) => id);

/** Gives a card these groups and no others; one that is gone is left out. */
export const writeGroups = async (tx: Db, nicId: string, groupIds: readonly string[]): Promise<void> => {
  const there = await lockUsableGroups(tx, groupIds, null);
  await tx.delete(nicGroups).where(eq(nicGroups.nicId, nicId));
  if (there.length > 0) await tx.insert(nicGroups).values(there.map((groupId) => ({ nicId, groupId })));
};

/** Cards of a host that have groups, with all rules of these. */
export const listFilteredCards = async (
  db: Db,
  hostId: string,
): Promise<{ mac: string; rules: FirewallRule[] }[]> => {
  const rows = await db
    .select({ mac: vmNics.mac, rules: firewallGroups.rules })
    .from(nicGroups)
    .innerJoin(vmNics, eq(vmNics.id, nicGroups.nicId))
    .innerJoin(vms, and(eq(vms.id, vmNics.vmId), eq(vms.hostId, hostId)))
    .innerJoin(firewallGroups, eq(firewallGroups.id, nicGroups.groupId))
    .orderBy(asc(vmNics.mac), asc(firewallGroups.id));
  const byMac = new Map<string, FirewallRule[]>();
  for (const { mac, rules } of rows) byMac.set(mac, [...(byMac.get(mac) ?? []), ...rulesOf(rules)]);
  return [...byMac].map(([mac, rules]) => ({ mac, rules }));
};

/** Whether a card of this machine has a group. */
export const isFiltered = async (db: Db, vmId: string): Promise<boolean> =>
  (
    await db
      .select({ id: vmNics.id })
      .from(nicGroups)
      .innerJoin(vmNics, eq(vmNics.id, nicGroups.nicId))
      .where(eq(vmNics.vmId, vmId))
      .limit(1)
  ).length > 0;

/** Rules as a row has them. */
export const rulesOf = (rules: unknown): FirewallRule[] => firewallRule.array().parse(rules);
