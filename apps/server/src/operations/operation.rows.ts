import { activeOperationStates, type Operation, operationKind } from '@limen/contract/operations';
import { and, asc, desc, eq, gt, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import { type ObjectRef, refOf } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { operations } from '../db/schema.ts';
import { sharedWith, sharesOf } from '../db/shares.ts';

export type OperationRow = typeof operations.$inferSelect;
export type NewOperationRow = typeof operations.$inferInsert;
export type StepRow = Operation['steps'][number];

const active = inArray(operations.state, [...activeOperationStates]);
/** A kind that no version of the contract here has can be shown to nobody; it must not hide the others. */
const known = inArray(operations.kind, operationKind.options);

/** The steps as we wrote them: nothing else writes this column. */
export const stepsOf = (row: OperationRow): StepRow[] => row.steps as StepRow[];

/** Writes it and, with the commit, wakes whoever takes up work. */
export const insertOperation = async (tx: Db, row: NewOperationRow): Promise<OperationRow> => {
  const [inserted] = await tx.insert(operations).values(row).returning();
  if (!inserted) throw new Error('insert into operations returned nothing');
  await tell(tx, inserted.id);
  return inserted;
};

export const findOperationRow = async (db: Db, id: string): Promise<OperationRow | undefined> =>
  (
    await db
      .select()
      .from(operations)
      .where(and(eq(operations.id, id), known))
  )[0];

/** As `findOperationRow`, with whose it is and who was given a part in its machine. */
export const findOperationWithRef = async (
  db: Db,
  id: string,
): Promise<{ row: OperationRow; ref: ObjectRef } | undefined> => {
  const [found] = await db
    .select({ row: operations, shares: sharesOf(operations.subjectId) })
    .from(operations)
    .where(and(eq(operations.id, id), known));
  return found && { row: found.row, ref: refOf(found.row.ownerId, found.shares) };
};

/** What this person began with this key in the last day, as long as keys are kept. */
export const findBegunWith = async (
  db: Db,
  actorId: string,
  onceKey: string,
): Promise<OperationRow | undefined> => (await listBegunWith(db, actorId, onceKey))[0];

/** As `findBegunWith`, of a request that begins several, in the order in which they were begun. */
export const listBegunWith = (db: Db, actorId: string, onceKey: string): Promise<OperationRow[]> =>
  db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.actorId, actorId),
        eq(operations.onceKey, onceKey),
        gt(operations.createdAt, sql`now() - interval '1 day'`),
      ),
    )
    // ids grow as they are made; all of one request have the time of its transaction
    .orderBy(desc(operations.createdAt), asc(operations.id));

/**
 * What copies this machine's disks to another one: its input names it as `sourceVmId`, and as `snapshotId` the snapshot of which
 * the copy is, where it is of one.
 */
export const findActiveReaderOf = async (
  db: Db,
  vmId: string,
  alsoSnapshots: boolean,
): Promise<OperationRow | undefined> =>
  (
    await db
      .select()
      .from(operations)
      .where(
        and(
          sql`${operations.input} ->> 'sourceVmId' = ${vmId}`,
          alsoSnapshots ? undefined : sql`${operations.input} ->> 'snapshotId' is null`,
          active,
        ),
      )
  )[0];

export const findActiveOf = async (db: Db, subjectId: string): Promise<OperationRow | undefined> =>
  (
    await db
      .select()
      .from(operations)
      .where(and(eq(operations.subjectId, subjectId), active))
  )[0];

/**
 * Newest first.
 *
 * @param filter `userId` null: everybody's, else what is theirs or of a machine they were given a part in; `active`
 *   false: only what has ended
 */
export const listOperationRows = (
  db: Db,
  filter: {
    userId: string | null;
    subjectId?: string | undefined;
    active?: boolean | undefined;
    limit: number;
  },
): Promise<OperationRow[]> => {
  const where: SQL[] = [known];
  if (filter.userId !== null) {
    const shared = sql`${operations.subjectId} in ${sharedWith(filter.userId)}`;
    where.push(sql`(${eq(operations.ownerId, filter.userId)} or ${shared})`);
  }
  if (filter.subjectId !== undefined) where.push(eq(operations.subjectId, filter.subjectId));
  if (filter.active !== undefined) where.push(filter.active ? active : not(active));
  return db
    .select()
    .from(operations)
    .where(and(...where))
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(filter.limit);
};

/** An active operation, and whether its lease has run out by the database's clock. */
export type ActiveOperation = { row: OperationRow; expired: boolean };

/**
 * Everything that has not ended, oldest first: at most one a subject. Without a limit, so that rows nobody can work on
 * are never in front of those that somebody can.
 */
export const listActive = (db: Db): Promise<ActiveOperation[]> =>
  db
    .select({
      row: operations,
      expired: sql<boolean>`${operations.leaseUntil} is null or ${operations.leaseUntil} < now()`,
    })
    .from(operations)
    .where(active)
    .orderBy(asc(operations.createdAt), asc(operations.id));

const leaseEnd = (seconds: number): SQL => sql`now() + make_interval(secs => ${seconds})`;

/**
 * Takes an operation that nobody holds, under the next generation.
 *
 * @param from.holder a holder that is known to be gone, or ourselves: its lease need not have run out
 * @param most of its kind on its host at once, where there is such a bound, whichever servers work on them. It holds for one
 *   that has not begun and is not to be cancelled: the others have nothing to do but to go on, or to end
 * @returns undefined where somebody was faster, or the holder renewed its lease after all, or it is not its turn
 */
export const claim = async (
  db: Db,
  seen: Pick<OperationRow, 'id' | 'generation' | 'kind' | 'hostId' | 'state'>,
  holder: { name: string; leaseSeconds: number },
  from: { holder: string | null },
  most: number | null,
): Promise<OperationRow | undefined> => {
  if (most === null || seen.state !== 'queued') return take(db, seen, holder, from);
  return db.transaction(async (tx) => {
    // two servers that count at the same time would both see the last place
    const place = `limen.turn:${seen.kind}:${seen.hostId}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`);
    const [counted] = await tx
      .select({ begun: sql<number>`count(*)::int` })
      .from(operations)
      .where(
        and(
          eq(operations.kind, seen.kind),
          seen.hostId === null ? isNull(operations.hostId) : eq(operations.hostId, seen.hostId),
          inArray(operations.state, ['running', 'undoing']),
        ),
      );
    return take(tx, seen, holder, from, (counted?.begun ?? 0) < most);
  });
};

const take = async (
  db: Db,
  seen: { id: string; generation: number },
  holder: { name: string; leaseSeconds: number },
  from: { holder: string | null },
  hasPlace = true,
): Promise<OperationRow | undefined> => {
  const free = [isNull(operations.leaseUntil), lt(operations.leaseUntil, sql`now()`)];
  if (from.holder !== null) free.push(eq(operations.leaseHolder, from.holder));
  const [row] = await db
    .update(operations)
    .set({
      generation: sql`${operations.generation} + 1`,
      leaseHolder: holder.name,
      leaseUntil: leaseEnd(holder.leaseSeconds),
      state: sql`case when ${operations.state} = 'queued' then 'running' else ${operations.state} end`,
      startedAt: sql`coalesce(${operations.startedAt}, now())`,
      revision: sql`${operations.revision} + 1`,
    })
    .where(
      and(
        eq(operations.id, seen.id),
        eq(operations.generation, seen.generation),
        active,
        or(...free),
        hasPlace ? undefined : eq(operations.cancelRequested, true),
      ),
    )
    .returning();
  return row;
};

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

/** Ends a row that nobody here can work on, unless somebody has begun to. */
export const failUnknown = async (
  db: Db,
  seen: { id: string; generation: number },
  error: { code: string; message: string },
): Promise<boolean> => {
  const { rowCount } = await db
    .update(operations)
    .set({
      state: 'failed',
      error,
      finishedAt: sql`now()`,
      leaseHolder: null,
      leaseUntil: null,
      revision: sql`${operations.revision} + 1`,
    })
    .where(
      and(
        eq(operations.id, seen.id),
        eq(operations.generation, seen.generation),
        active,
        or(isNull(operations.leaseUntil), lt(operations.leaseUntil, sql`now()`)),
      ),
    );
  return rowCount === 1;
};

export const renewLease = async (
  db: Db,
  held: { id: string; generation: number },
  leaseSeconds: number,
): Promise<{ cancelRequested: boolean } | undefined> =>
  (
    await db
      .update(operations)
      .set({ leaseUntil: leaseEnd(leaseSeconds) })
      .where(and(eq(operations.id, held.id), eq(operations.generation, held.generation), active))
      .returning({ cancelRequested: operations.cancelRequested })
  )[0];

/** @returns undefined where it has ended, or is being undone already */
export const setCancelRequested = (
  db: Db,
  id: string,
  also: (tx: Db) => Promise<void>,
): Promise<OperationRow | undefined> =>
  db.transaction(async (tx) => {
    const [row] = await tx
      .update(operations)
      .set({ cancelRequested: true, revision: sql`${operations.revision} + 1` })
      .where(and(eq(operations.id, id), inArray(operations.state, ['queued', 'running'])))
      .returning();
    if (row) {
      await tell(tx, id);
      await also(tx);
    }
    return row;
  });

/** Every server's session of operations listens to this; the payload is the operation's id. */
export const operationChannel = 'limen_operation';

/** PostgreSQL delivers it with the commit of this transaction, and not at all when that is rolled back. */
const tell = (tx: Db, id: string): Promise<unknown> =>
  tx.execute(sql`select pg_notify(${operationChannel}, ${id})`);
