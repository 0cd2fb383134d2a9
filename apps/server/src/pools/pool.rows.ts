import { activeOperationStates } from '@limen/contract/operations';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, storagePools, vmDisks } from '../db/schema.ts';

export type PoolRow = typeof storagePools.$inferSelect;

/** A pool, and how many disks are in it by their rows, or on their way into it or out of it. */
export type PoolRecord = { row: PoolRow; disks: number };

const selectRecords = (db: Db) =>
  db
    .select({
      row: storagePools,
      // in a select from one table drizzle leaves the table's name out, and `id` would be the disk's
      disks: sql<number>`(
        (select count(*)::int from ${vmDisks} d where d.pool_id = storage_pools.id)
        + (select count(*)::int from ${operations} o
          where o.kind = 'vm.disk.move' and ${inArray(sql`o.state`, [...activeOperationStates])}
          and storage_pools.id::text in (o.input ->> 'fromPoolId', o.input ->> 'toPoolId')
          and not exists (select 1 from ${vmDisks} d
            where d.pool_id = storage_pools.id and d.id::text = o.input ->> 'diskId')))`,
    })
    .from(storagePools);

/** By name. */
export const listPoolRecords = (db: Db): Promise<PoolRecord[]> =>
  selectRecords(db).orderBy(sql`lower(${storagePools.name})`, asc(storagePools.id));

export const findPoolRecord = async (db: Db, id: string): Promise<PoolRecord | undefined> =>
  (await selectRecords(db).where(eq(storagePools.id, id)))[0];

export const listPoolsOfHost = (db: Db, hostId: string): Promise<PoolRow[]> =>
  db.select().from(storagePools).where(eq(storagePools.hostId, hostId)).orderBy(asc(storagePools.id));

/** Held until the transaction ends: no disk comes into it meanwhile. */
export const lockPool = async (tx: Db, id: string): Promise<PoolRow | undefined> =>
  (await tx.select().from(storagePools).where(eq(storagePools.id, id)).for('update'))[0];

/** Held until the transaction ends: it stays, while others put disks into it too. */
export const holdPool = async (tx: Db, id: string): Promise<PoolRow | undefined> =>
  (await tx.select().from(storagePools).where(eq(storagePools.id, id)).for('key share'))[0];

export const insertPool = async (tx: Db, row: typeof storagePools.$inferInsert): Promise<PoolRow> => {
  const [made] = await tx.insert(storagePools).values(row).returning();
  if (!made) throw new Error('insert into storage_pools returned nothing');
  return made;
};

export const renamePool = async (tx: Db, id: string, name: string): Promise<void> => {
  await tx
    .update(storagePools)
    .set({ name, revision: sql`${storagePools.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(storagePools.id, id));
};

export const deletePoolRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(storagePools).where(eq(storagePools.id, id));
};
