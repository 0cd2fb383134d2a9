import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { storagePools, vmDisks } from '../db/schema.ts';
import type { PoolSpec } from '../hypervisor/vm-spec.ts';
import { vmSnapshots } from '../db/schema-snapshots.ts';

/** A disk, and the pool its file is in; null: the one under LIMEN's home. */
export type DiskRow = typeof vmDisks.$inferSelect & { pool: (PoolSpec & { name: string }) | null };

const selectDisks = (db: Db) =>
  db
    .select({
      disk: vmDisks,
      pool: { id: storagePools.id, path: storagePools.path, name: storagePools.name },
    })
    .from(vmDisks)
    .leftJoin(storagePools, eq(storagePools.id, vmDisks.poolId));

/** The disks of a machine in their order. */
export const listDisks = async (db: Db, vmId: string): Promise<DiskRow[]> =>
  (await selectDisks(db).where(eq(vmDisks.vmId, vmId)).orderBy(asc(vmDisks.position))).map(
    ({ disk, pool }) => ({ ...disk, pool }),
  );

/** A disk of this machine; one of another is not there. */
export const findDisk = async (db: Db, vmId: string, id: string): Promise<DiskRow | undefined> => {
  const [found] = await selectDisks(db).where(and(eq(vmDisks.id, id), eq(vmDisks.vmId, vmId)));
  return found && { ...found.disk, pool: found.pool };
};

/** How many snapshots of its machine each disk is in; one that is in none is left out. */
export const countSnapshotsByDisk = async (db: Db, vmId: string): Promise<Map<string, number>> => {
  const { rows } = await db.execute<{ id: string; count: number }>(sql`
    select disk ->> 'id' as id, count(*)::int as count
    from ${vmSnapshots} s, jsonb_array_elements(s.hardware -> 'disks') disk
    where s.vm_id = ${vmId} group by 1`);
  return new Map(rows.map(({ id, count }) => [id, count]));
};

export const countSnapshots = (db: Db, vmId: string): Promise<number> =>
  db.$count(vmSnapshots, eq(vmSnapshots.vmId, vmId));

export const insertDisk = async (tx: Db, row: typeof vmDisks.$inferInsert): Promise<void> => {
  await tx.insert(vmDisks).values(row);
};

export const updateDisk = async (
  tx: Db,
  id: string,
  change: Partial<Pick<DiskRow, 'sizeBytes' | 'bus' | 'cache' | 'bytesPerSecond' | 'iops' | 'poolId'>>,
): Promise<void> => {
  await tx.update(vmDisks).set(change).where(eq(vmDisks.id, id));
};

/** @returns the row that went; undefined where it had gone before */
export const deleteDiskRow = async (tx: Db, id: string): Promise<typeof vmDisks.$inferSelect | undefined> =>
  (await tx.delete(vmDisks).where(eq(vmDisks.id, id)).returning())[0];
