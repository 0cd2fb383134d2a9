import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { hosts } from '../db/schema.ts';
import type { HostFacts, PoolSpace } from '../hypervisor/vm-spec.ts';

export type HostRow = typeof hosts.$inferSelect;

export const listHostRows = (db: Db): Promise<HostRow[]> =>
  db.select().from(hosts).orderBy(asc(hosts.createdAt), asc(hosts.id));

export const findHostRow = async (db: Db, id: string): Promise<HostRow | undefined> =>
  (await db.select().from(hosts).where(eq(hosts.id, id)))[0];

/**
 * Held until the transaction ends, so that what a host has is given out by one at a time. Rows that only name the host
 * (`for key share`) do not wait.
 */
export const lockHost = async (tx: Db, id: string): Promise<void> => {
  await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, id)).for('no key update');
};

/** The row of a libvirt URI; made at the first start. @param id used where there is none yet */
export const ensureHostRow = async (
  db: Db,
  host: { id: string; name: string; uri: string },
): Promise<HostRow> => {
  await db.insert(hosts).values(host).onConflictDoNothing({ target: hosts.uri });
  const [row] = await db.select().from(hosts).where(eq(hosts.uri, host.uri));
  if (!row) throw new Error('the host row vanished between two statements');
  return row;
};

export const recordHostSeen = async (
  db: Db,
  id: string,
  seen: { facts: HostFacts; pools: PoolSpace[] },
): Promise<void> => {
  await db
    .update(hosts)
    .set({
      ...seen.facts,
      pools: seen.pools,
      lastSeenAt: sql`now()`,
      revision: sql`${hosts.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(hosts.id, id));
};

/** A change of connection is visible too, so it counts as a revision. */
export const touchHost = async (db: Db, id: string): Promise<void> => {
  await db
    .update(hosts)
    .set({ revision: sql`${hosts.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(hosts.id, id));
};

/**
 * Writes down in which boot a host is.
 *
 * @returns whether it is another one than it was last seen in; never where it is seen for the first time
 */
export const noteBootId = async (tx: Db, id: string, bootId: string): Promise<boolean> => {
  await lockHost(tx, id);
  const before = (await findHostRow(tx, id))?.bootId ?? null;
  if (before === bootId) return false;
  await tx.update(hosts).set({ bootId, autostartNextAt: null }).where(eq(hosts.id, id));
  return before !== null;
};

/** When the next machine may be started after a boot; null: at once. */
export const findTurn = async (db: Db, id: string): Promise<Date | null> =>
  (await findHostRow(db, id))?.autostartNextAt ?? null;

export const setTurn = async (tx: Db, id: string, nextAt: Date): Promise<void> => {
  await tx.update(hosts).set({ autostartNextAt: nextAt }).where(eq(hosts.id, id));
};
