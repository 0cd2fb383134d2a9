import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema.ts';

export type Database = NodePgDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Whatever statements can be sent to. */
export type Db = Database | Tx;

/** A lost database must fail requests soon, not hang them: waiting for a connection ends after this. */
const connectTimeoutMs = 3000;

export const openDatabase = (
  connection: pg.PoolConfig,
  onError: (error: Error) => void,
): { pool: pg.Pool; db: Database } => {
  const pool = new pg.Pool({
    max: 12,
    connectionTimeoutMillis: connectTimeoutMs,
    // no statement of ours runs this long; one that does is stuck behind a lock
    statement_timeout: 30_000,
    ...connection,
  });
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', onError);
  return { pool, db: drizzle(pool, { schema }) };
};

/** PostgreSQL's own error below Drizzle's, where there is one. */
const databaseError = (error: unknown): pg.DatabaseError | undefined => {
  const inner = error instanceof DrizzleQueryError ? error.cause : error;
  return inner instanceof pg.DatabaseError ? inner : undefined;
};

/** Whether a statement failed because this unique index has the value already (SQLSTATE 23505). */
export const isUniqueViolation = (error: unknown, index: string): boolean => {
  const found = databaseError(error);
  return found?.code === '23505' && found.constraint === index;
};

/** Whether the database could not be reached, or went away: classes 08 and 57P of SQLSTATE, and sockets. */
export const isDatabaseLost = (error: unknown): boolean => {
  const found = databaseError(error);
  if (found) return found.code?.startsWith('08') === true || found.code?.startsWith('57P') === true;
  const inner = error instanceof DrizzleQueryError ? error.cause : error;
  return (
    inner instanceof Error &&
    (/timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
      inner.message,
    ) ||
      ('code' in inner &&
        (inner.code === 'ECONNREFUSED' || inner.code === 'ENOENT' || inner.code === 'ECONNRESET')))
  );
};
