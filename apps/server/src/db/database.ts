import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { AttentiveSocket } from './attentive-socket.ts';
import * as machines from './schema.ts';
import * as accounts from './schema-accounts.ts';
import * as media from './schema-media.ts';
import * as snapshots from './schema-snapshots.ts';
import * as sharing from './schema-sharing.ts';

const schema = { ...machines, ...accounts, ...media, ...sharing, ...snapshots };

export type Database = NodePgDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Whatever statements can be sent to. */
export type Db = Database | Tx;

/** A lost database must fail requests soon, not hang them: waiting for a connection ends after this. */
const connectTimeoutMs = 3000;
/** No statement of ours runs this long: one that does waits for a lock, and PostgreSQL ends it. */
const statementTimeoutMs = 8000;
/** A database that says nothing for longer than any statement may take is not there, whatever its socket says. */
const silenceMs = 10_000;

export const openDatabase = (
  connection: pg.PoolConfig,
  onError: (error: Error) => void,
): { pool: pg.Pool; db: Database } => {
  const pool = new pg.Pool({
    max: 12,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    stream: () => new AttentiveSocket(silenceMs),
    ...connection,
  });
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', onError);
  // the pool listens to idle ones only: one that breaks in the middle of a transaction would end the process too
  pool.on('connect', (client) => client.on('error', ignore));
  const db = drizzle(pool, { schema });
  db.transaction = transactions(pool);
  return { pool, db };
};

/**
 * Transactions as Drizzle does them on one connection. Its own on a pool keeps the connection for ever where `begin`
 * itself fails (0.45, node-postgres/session.js): a dozen of those, and a database that is back answers nobody.
 */
const transactions = (pool: pg.Pool): Database['transaction'] => {
  const known = new WeakMap<pg.PoolClient, Database>();
  return async (work, config) => {
    const client = await pool.connect();
    const on = known.get(client) ?? drizzle(client, { schema });
    known.set(client, on);
    let broken = false;
    const after: (() => void)[] = [];
    try {
      const result = await on.transaction((tx) => {
        afterCommits.set(tx, after);
        return work(tx);
      }, config);
      for (const told of after) told();
      return result;
    } catch (error) {
      broken = isDatabaseLost(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };
};

const afterCommits = new WeakMap<object, (() => void)[]>();

/**
 * Has something done once the transaction is committed, before whoever began it goes on. It must not fail.
 *
 * @param tx of `Database.transaction`; a savepoint within one has no commit of its own
 */
export const afterCommit = (tx: Db, done: () => void): void => {
  const after = afterCommits.get(tx);
  if (!after) throw new Error('afterCommit: not within a transaction of db.transaction');
  after.push(done);
};

/** Whoever asked is told by the failure of what was asked. */
const ignore = (): void => {};

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

/** Whether a statement failed because something still refers to the row, or the row it refers to is gone (23503). */
export const isForeignKeyViolation = (error: unknown): boolean => databaseError(error)?.code === '23503';

/**
 * Classes 08, 53, 57P and 58 of SQLSTATE: the connection, resources (disk, memory, connections), a database that goes or
 * comes, its own files; and a statement or lock that took too long (57014, 55P03), a deadlock it resolved (class 40).
 */
const passing = /^(08|53|57P|58|40|57014|55P03)/;
/** What pg and the socket say of a connection that cannot be had, or ended. */
const lostMessage =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed/;
const lostCode = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

/** Whether the database could not be reached, went away, or could not do it now: the same may succeed a moment later. */
export const isDatabaseLost = (error: unknown): boolean => {
  const found = databaseError(error);
  if (found) return passing.test(found.code ?? '');
  const inner = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(inner instanceof Error)) return false;
  if (lostMessage.test(inner.message)) return true;
  return 'code' in inner && typeof inner.code === 'string' && 'syscall' in inner && lostCode.has(inner.code);
};
