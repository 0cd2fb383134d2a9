import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { operationChannel } from './operation.rows.ts';

const terminateWaitMs = 2000;
const takeOverTries = 100;
const takeOverWaitMs = 20;

// 64 bits of the id's hash: two subjects that share one would only wait for each other
const key = `hashtextextended('limen.operation:' || $1, 0)`;

/**
 * The one database session that this process has for its operations. It is told of every operation that begins or is
 * to be cancelled (NOTIFY, delivered with the commit), and holds a session advisory lock a subject at work: PostgreSQL
 * frees those the moment our process is gone, so a free lock is better news of a holder's death than any timeout.
 */
export class OperationSession {
  readonly #pool: pg.Pool;
  readonly #on: { told: (operationId: string) => void; lost: (error: Error) => void };
  #client: Promise<pg.Client> | null = null;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool, on: { told: (operationId: string) => void; lost: (error: Error) => void }) {
    this.#pool = pool;
    this.#on = on;
  }

  /** Connects, again after a loss. @throws where the database cannot be reached */
  async open(): Promise<void> {
    await this.#connected();
  }

  /**
   * @param over end the session that holds it: only for one whose lease has run out, such as a stopped process that may
   *   wake up. It loses everything it held, and is told by its broken connection.
   * @returns whether it is ours now
   */
  async lock(subjectId: string, over: boolean): Promise<boolean> {
    for (let tries = 0; ; tries += 1) {
      const { rows } = await this.#query<{ got: boolean }>(`select pg_try_advisory_lock(${key}) as got`, [
        subjectId,
      ]);
      if (rows[0]?.got === true) return true;
      if (!over || tries === takeOverTries) return false;
      await this.#query(
        `select pg_terminate_backend(pid, ${terminateWaitMs}) from pg_locks
          where locktype = 'advisory' and objsubid = 1 and granted and pid <> pg_backend_pid()
            and database = (select oid from pg_database where datname = current_database())
            and ((classid::bigint << 32) | objid::bigint) = ${key}`,
        [subjectId],
      );
      await delay(takeOverWaitMs);
    }
  }

  /** Never fails: where the session is lost, so is the lock. */
  async unlock(subjectId: string): Promise<void> {
    if (this.#client)
      await this.#query(`select pg_advisory_unlock(${key})`, [subjectId]).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** One at a time: a client has no queue of its own any more (pg 9). */
  #query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Row>> {
    const answer = this.#queue.then(async () => (await this.#connected()).query<Row>(text, values));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  #connected(): Promise<pg.Client> {
    if (this.#closed) return Promise.reject(new Error('the session of operations is closed'));
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = null;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    // the pool's own object, not a copy: its password is not enumerable
    const client = new pg.Client(this.#pool.options);
    let broken = false;
    const lost = (error: Error): void => {
      if (broken || this.#closed) return;
      broken = true;
      this.#client = null;
      this.#on.lost(error);
    };
    client.on('error', lost);
    client.on('end', () => lost(new Error('the database session of operations ended')));
    client.on('notification', ({ payload }) => this.#on.told(payload ?? ''));
    await client.connect();
    await client.query(`listen ${operationChannel}`);
    return client;
  }
}
