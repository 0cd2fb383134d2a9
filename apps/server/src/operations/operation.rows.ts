import { activeOperationStates, type Operation } from '@limen/contract/operations';
import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations } from '../db/schema.ts';

export type OperationRow = typeof operations.$inferSelect;
export type NewOperationRow = typeof operations.$inferInsert;
export type StepRow = Operation['steps'][number];

const active = inArray(operations.state, [...activeOperationStates]);

/** The steps as we wrote them: nothing else writes this column. */
export const stepsOf = (row: OperationRow): StepRow[] => row.steps as StepRow[];

export const insertOperation = async (tx: Db, row: NewOperationRow): Promise<OperationRow> => {
  const [inserted] = await tx.insert(operations).values(row).returning();
  if (!inserted) throw new Error('insert into operations returned nothing');
  return inserted;
};

export const findOperationRow = async (db: Db, id: string): Promise<OperationRow | undefined> =>
  (await db.select().from(operations).where(eq(operations.id, id)))[0];

export const findActiveOf = async (db: Db, subjectId: string): Promise<OperationRow | undefined> =>
  (
    await db
      .select()
      .from(operations)
      .where(and(eq(operations.subjectId, subjectId), active))
  )[0];

/** Newest first. @param filter `ownerId` null: everybody's */
export const listOperationRows = (
  db: Db,
  filter: {
    ownerId: string | null;
    subjectId?: string | undefined;
    active?: boolean | undefined;
    limit: number;
  },
): Promise<OperationRow[]> => {
  const where: (SQL | undefined)[] = [];
  if (filter.ownerId !== null) where.push(eq(operations.ownerId, filter.ownerId));
  if (filter.subjectId !== undefined) where.push(eq(operations.subjectId, filter.subjectId));
  if (filter.active === true) where.push(active);
  return db
    .select()
    .from(operations)
    .where(and(...where))
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(filter.limit);
};

/** Active operations that nobody holds: queued ones, and those whose holder died. */
export const listClaimable = (db: Db): Promise<OperationRow[]> =>
  db
    .select()
    .from(operations)
    .where(and(active, or(isNull(operations.leaseUntil), lt(operations.leaseUntil, sql`now()`))))
    .orderBy(asc(operations.createdAt))
    .limit(50);

/** Takes an operation nobody holds. @returns undefined where somebody was faster */
export const claim = async (
  db: Db,
  id: string,
  holder: { name: string; leaseSeconds: number },
): Promise<OperationRow | undefined> =>
  (
    await db
      .update(operations)
      .set({
        generation: sql`${operations.generation} + 1`,
        leaseHolder: holder.name,
        leaseUntil: sql`now() + make_interval(secs => ${holder.leaseSeconds})`,
        state: sql`case when ${operations.state} = 'queued' then 'running' else ${operations.state} end`,
        startedAt: sql`coalesce(${operations.startedAt}, now())`,
        revision: sql`${operations.revision} + 1`,
      })
      .where(
        and(
          eq(operations.id, id),
          active,
          or(isNull(operations.leaseUntil), lt(operations.leaseUntil, sql`now()`)),
        ),
      )
      .returning()
  )[0];

/**
 * Every write of a worker names its generation: one that was taken over writes nothing.
 *
 * @returns the row, or undefined where the generation was lost
 */
export const writeAs = async (
  db: Db,
  held: { id: string; generation: number },
  change: Partial<NewOperationRow>,
): Promise<OperationRow | undefined> =>
  (
    await db
      .update(operations)
      .set({ ...change, revision: sql`${operations.revision} + 1` })
      .where(and(eq(operations.id, held.id), eq(operations.generation, held.generation), active))
      .returning()
  )[0];

export const renewLease = async (
  db: Db,
  held: { id: string; generation: number },
  leaseSeconds: number,
): Promise<{ cancelRequested: boolean } | undefined> =>
  (
    await db
      .update(operations)
      .set({ leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
      .where(and(eq(operations.id, held.id), eq(operations.generation, held.generation), active))
      .returning({ cancelRequested: operations.cancelRequested })
  )[0];

export const setCancelRequested = async (db: Db, id: string): Promise<OperationRow | undefined> =>
  (
    await db
      .update(operations)
      .set({ cancelRequested: true, revision: sql`${operations.revision} + 1` })
      .where(and(eq(operations.id, id), inArray(operations.state, ['queued', 'running'])))
      .returning()
  )[0];
