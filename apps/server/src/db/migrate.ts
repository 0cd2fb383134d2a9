import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { grantToApp } from './app-role.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Any number that nothing else locks: two servers that start at once migrate one after the other. */
const lockId = 7_305_467_001;

/**
 * Brings the database to this version's schema, under a lock.
 *
 * @param owner how the owner of the tables connects
 * @param app the role the server works as, where that is another: it is given its rights again
 * @throws Error where the database is of a newer LIMEN than this one
 */
export const migrateDatabase = async (owner: pg.ClientConfig, app?: string): Promise<void> => {
  // a connection of its own: waiting for another server, or changing a large table, takes longer than a request may
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockId]);
    const known = readMigrationFiles({ migrationsFolder }).map((m) => m.folderMillis);
    const { rows } = await client
      .query<{ newest: string | null }>(`select max(created_at) as newest from drizzle.__drizzle_migrations`)
      .catch(() => ({ rows: [{ newest: null }] }));
    const newest = Number(rows[0]?.newest ?? 0);
    if (newest > Math.max(0, ...known)) {
      throw new Error(
        'The database belongs to a newer LIMEN than this one. Install that version, or restore a backup.',
      );
    }
    await migrate(drizzle(client), { migrationsFolder });
    if (app !== undefined) await grantToApp(client, app);
  } finally {
    await client.end();
  }
};
