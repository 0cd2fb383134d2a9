import { activeOperationStates } from '@limen/contract/operations';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, vmDisks, vms } from '../db/schema.ts';
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

/** Bytes of all disks, by machine. */
export const diskBytesOfOwned = async (db: Db, ownerId: string): Promise<Map<string, number>> => {
  const rows = await db
    .select({ vmId: vmDisks.vmId, bytes: sql<number>`sum(${vmDisks.sizeBytes})::float8` })
    .from(vmDisks)
    .innerJoin(vms, eq(vms.id, vmDisks.vmId))
    .where(eq(vms.ownerId, ownerId))
    .groupBy(vmDisks.vmId);
  return new Map(rows.map((row) => [row.vmId, row.bytes]));
};
