import type { AuditFilter } from '@limen/contract/audit';
import { and, asc, desc, eq, gt, gte, ilike, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { operations } from '../db/schema.ts';
import { auditLog } from '../db/schema-sharing.ts';
import type { ChainLine } from './audit-hash.ts';

export type AuditRow = typeof auditLog.$inferSelect;
export type NewAuditRow = Omit<AuditRow, 'seq' | 'at' | 'previousHash' | 'hash'>;

/** Adds a row; the database numbers and chains it (migration audit_guard), whatever is given for those here. */
export const insertAudit = async (tx: Db, row: NewAuditRow): Promise<void> => {
  await tx.insert(auditLog).values({ ...row, seq: 0, at: new Date(0), previousHash: '', hash: '' });
};

/** The newest line; undefined: there is none yet. */
export const findHead = async (db: Db): Promise<{ seq: number; hash: string } | undefined> =>
  (
    await db
      .select({ seq: auditLog.seq, hash: auditLog.hash })
      .from(auditLog)
      .orderBy(desc(auditLog.seq))
      .limit(1)
  )[0];

export const findHash = async (db: Db, seq: number): Promise<string | undefined> =>
  (await db.select({ hash: auditLog.hash }).from(auditLog).where(eq(auditLog.seq, seq)))[0]?.hash;

/** A time that no line of ours has (a year beyond 9999, infinity) only has to differ from all that have one. */
const timeText = (at: Date): string => (Number.isNaN(at.getTime()) ? '' : at.toISOString());

/** Lines after a number, oldest first, as the chain covers them. */
export const readChain = async (db: Db, after: number, most: number): Promise<ChainLine[]> => {
  const rows = await db
    .select({
      line: auditLog,
      // jsonb has a text of its own, which parsing and writing again would not give back
      before: sql<string | null>`${auditLog.before}::text`,
      after: sql<string | null>`${auditLog.after}::text`,
    })
    .from(auditLog)
    .where(gt(auditLog.seq, after))
    .orderBy(asc(auditLog.seq))
    .limit(most);
  return rows.map(({ line: r, before, after: changed }) => ({
    seq: r.seq,
    previousHash: r.previousHash,
    hash: r.hash,
    parts: [
      String(r.seq),
      r.id,
      timeText(r.at),
      r.actorId,
      r.actorName,
      r.via,
      r.sessionId,
      r.tokenId,
      r.address,
      r.action,
      r.objectType,
      r.objectId,
      r.objectName,
      r.ownerId,
      r.requestId,
      r.operationId,
      before,
      changed,
      r.result,
      r.code,
    ],
  }));
};

/** `who` in the place of a person's name: the account it is, or the name as it stands where there is no account. */
export type AuditSearch = Omit<AuditFilter, 'person'> & {
  who?: { id: string } | { name: string } | undefined;
};

/** A line with the end of the operation it began. */
export type FoundLine = {
  line: AuditRow;
  outcome: { state: string; error: unknown; finishedAt: Date | null } | null;
};

/** `%` and `_` are themselves in what a person types. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`);

const conditions = (search: AuditSearch): SQL[] => {
  const where: (SQL | undefined)[] = [];
  const { who, action, text } = search;
  if (who) where.push('id' in who ? eq(auditLog.actorId, who.id) : eq(auditLog.actorName, who.name));
  if (search.objectId !== undefined) where.push(eq(auditLog.objectId, search.objectId));
  if (search.objectType !== undefined) where.push(eq(auditLog.objectType, search.objectType));
  if (action !== undefined) {
    where.push(or(eq(auditLog.action, action), like(auditLog.action, `${literally(action)}.%`)));
  }
  if (search.result !== undefined) where.push(eq(auditLog.result, search.result));
  if (search.from !== undefined) where.push(gte(auditLog.at, new Date(search.from)));
  if (search.to !== undefined) where.push(lt(auditLog.at, new Date(search.to)));
  if (search.before !== undefined) where.push(lt(auditLog.seq, search.before));
  if (text !== undefined && text !== '') {
    const part = `%${literally(text)}%`;
    const columns = [
      auditLog.objectName,
      auditLog.actorName,
      auditLog.address,
      auditLog.code,
      auditLog.requestId,
    ];
    where.push(or(...columns.map((column) => ilike(column, part))));
  }
  return where.filter((each) => each !== undefined);
};

/** Newest first. */
export const findLines = (db: Db, search: AuditSearch, most: number): Promise<FoundLine[]> =>
  db
    .select({
      line: auditLog,
      outcome: {
        state: operations.state,
        error: operations.error,
        finishedAt: operations.finishedAt,
      },
    })
    .from(auditLog)
    .leftJoin(operations, eq(operations.id, auditLog.operationId))
    .where(and(...conditions(search)))
    .orderBy(desc(auditLog.seq))
    .limit(most);
