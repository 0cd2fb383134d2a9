import { activeOperationStates } from '@limen/contract/operations';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, vmDisks, vms } from '../db/schema.ts';
import { vmSnapshots } from '../db/schema-snapshots.ts';
import { vmShares } from '../db/schema-sharing.ts';

/** Queries on whose a machine is, for when that changes. */
export type VmRow = typeof vms.$inferSelect;

export const listOwnedVms = (db: Db, ownerId: string): Promise<VmRow[]> =>
  db.select().from(vms).where(eq(vms.ownerId, ownerId)).orderBy(asc(vms.id));

export const countOwnedVms = async (db: Db, ownerId: string): Promise<number> =>
  (await db.select({ id: vms.id }).from(vms).where(eq(vms.ownerId, ownerId))).length;

/** In the order of ids, so that two who lock several never wait for each other. */
export const lockOwnedVms = (tx: Db, ownerId: string): Promise<VmRow[]> =>
  tx.select().from(vms).where(eq(vms.ownerId, ownerId)).orderBy(asc(vms.id)).for('update');

export const listActiveOfOwned = (
  db: Db,
  ownerId: string,
): Promise<{ vmId: string; name: string; operationId: string; kind: string }[]> =>
  db
    .select({ vmId: vms.id, name: vms.name, operationId: operations.id, kind: operations.kind })
    .from(vms)
    .innerJoin(
      operations,
      and(eq(operations.subjectId, vms.id), inArray(operations.state, [...activeOperationStates])),
    )
    .where(eq(vms.ownerId, ownerId));

/** Names that a new machine of this owner may not have. */
export const listOwnedNames = async (db: Db, ownerId: string): Promise<string[]> =>
  (
    await db
      .select({ name: vms.name })
      .from(vms)
      .where(and(eq(vms.ownerId, ownerId), ne(vms.phase, 'trashed')))
  ).map((row) => row.name);

export const moveVmRow = async (
  tx: Db,
  { id, to, name }: { id: string; to: string; name: string },
): Promise<void> => {
  await tx.delete(vmShares).where(and(eq(vmShares.vmId, id), eq(vmShares.userId, to)));
  await tx
    .update(vms)
    .set({ ownerId: to, name, revision: sql`${vms.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(vms.id, id));
};

/** Bytes of all disks, and how many snapshots are in them, by machine. */
export const keptByOwned = async (
  db: Db,
  ownerId: string,
): Promise<Map<string, { diskBytes: number; snapshots: number }>> => {
  const rows = await db
    .select({
      id: vms.id,
      diskBytes: sql<number>`(select coalesce(sum(d.size_bytes), 0) from ${vmDisks} d where d.vm_id = vms.id)::float8`,
      snapshots: sql<number>`(select count(*) from ${vmSnapshots} s where s.vm_id = vms.id)::int`,
    })
    .from(vms)
    .where(eq(vms.ownerId, ownerId));
  return new Map(rows.map(({ id, ...kept }) => [id, kept]));
};
