import { activeOperationStates, type OperationKind } from '@limen/contract/operations';
import { and, asc, eq, gt, inArray, isNotNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations, vms } from '../db/schema.ts';

/** A use is written at most this often a machine. */
const useEveryMs = 3600_000;

/** Writes that a machine is in use. @returns whether that was news */
export const recordUse = async (db: Db, id: string, now: Date): Promise<boolean> => {
  const written = await db
    .update(vms)
    .set({ lastUsedAt: now, revision: sql`${vms.revision} + 1` })
    .where(and(eq(vms.id, id), lte(vms.lastUsedAt, new Date(now.getTime() - useEveryMs))))
    .returning({ id: vms.id });
  return written.length > 0;
};

const isFree = (db: Db): SQL =>
  notExists(
    db
      .select({ id: operations.id })
      .from(operations)
      .where(and(eq(operations.subjectId, vms.id), inArray(operations.state, [...activeOperationStates]))),
  );

/** Nothing of this kind has failed on it since then: what fails is tried again, but not every minute. */
const hasNotFailed = (db: Db, kind: OperationKind, since: Date): SQL =>
  notExists(
    db
      .select({ id: operations.id })
      .from(operations)
      .where(
        and(
          eq(operations.subjectId, vms.id),
          eq(operations.kind, kind),
          eq(operations.state, 'failed'),
          gt(operations.finishedAt, since),
        ),
      ),
  );

/** Ids of machines that came into the trash before `trashedBefore`, oldest first, on which nothing is at work. */
export const listOverdueTrash = async (
  db: Db,
  { trashedBefore, notFailedSince }: { trashedBefore: Date; notFailedSince: Date },
): Promise<string[]> =>
  (
    await db
      .select({ id: vms.id })
      .from(vms)
      .where(
        and(
          eq(vms.phase, 'trashed'),
          lte(vms.trashedAt, trashedBefore),
          isFree(db),
          hasNotFailed(db, 'vm.delete', notFailedSince),
        ),
      )
      .orderBy(asc(vms.trashedAt))
  ).map((row) => row.id);

/**
 * Ids of machines whose end may be near, or that were told of one.
 *
 * @param ends.lifeBefore their life ends before that; @param ends.unusedSince not used since; null: no such rule
 */
export const listEndingVms = async (
  db: Db,
  ends: { lifeBefore: Date; unusedSince: Date | null },
): Promise<string[]> =>
  (
    await db
      .select({ id: vms.id })
      .from(vms)
      .where(
        and(
          eq(vms.phase, 'ready'),
          or(
            isNotNull(vms.endNoticedAt),
            lte(vms.expiresAt, ends.lifeBefore),
            ends.unusedSince === null ? undefined : lte(vms.lastUsedAt, ends.unusedSince),
          ),
          isFree(db),
        ),
      )
      .orderBy(asc(vms.id))
  ).map((row) => row.id);

/** Whether an operation of this kind has failed on the machine since then. */
export const hasFailedSince = async (
  db: Db,
  id: string,
  { kind, since }: { kind: OperationKind; since: Date },
): Promise<boolean> => {
  const [found] = await db
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.subjectId, id),
        eq(operations.kind, kind),
        eq(operations.state, 'failed'),
        gt(operations.finishedAt, since),
      ),
    )
    .limit(1);
  return found !== undefined;
};
