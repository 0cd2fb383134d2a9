import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Db } from '../db/database.ts';

const channel = 'limen_access';

/** Told by PostgreSQL with the commit of this transaction, to every process that listens; or never. */
export const sendNews = async (tx: Db, texts: readonly string[]): Promise<void> => {
  await tx.execute(
    sql`select pg_notify(${channel}, text) from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) as text`,
  );
};

/** A database session that hears what `sendNews` sends, until it is lost. */
export class NewsSession {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /**
   * @param pool whose database it is
   * @param on `lost` once, for whatever reason but `close`
   * @throws where the database cannot be reached
   */
  static async open(
    pool: pg.Pool,
    on: { told: (text: string) => void; lost: (error: Error) => void },
  ): Promise<NewsSession> {
    // the pool's own object, not a copy: its password is not enumerable
    const client = new pg.Client(pool.options);
    let over = false;
    const lost = (error: Error): void => {
      if (over) return;
      over = true;
      on.lost(error);
    };
    client.on('notification', ({ payload }) => on.told(payload ?? ''));
    try {
      // whoever waits for `open` is told by its failure, and everybody else afterwards
      client.on('error', () => undefined);
      await client.connect();
      // the name is for whoever looks at the database's list of sessions
      await client.query(`set application_name = 'limen access news'; listen ${channel}`);
    } catch (error) {
      over = true;
      void client.end().catch(() => undefined);
      throw error;
    }
    client.on('error', lost);
    client.on('end', () => lost(new Error('the database session of access news ended')));
    return new NewsSession(client);
  }

  /** Whether it is still there. @throws where it is not */
  async ask(): Promise<void> {
    await this.#client.query('select 1');
  }

  async close(): Promise<void> {
    this.#client.removeAllListeners('end');
    await this.#client.end().catch(() => undefined);
  }
}
