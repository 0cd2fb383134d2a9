import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperationsDatabase, startOperationsDatabase } from '../../testing/saga-harness.ts';
import { newId } from '../lib/new-id.ts';
import { openDatabase } from './database.ts';
import { migrateDatabase } from './migrate.ts';

const folder = fileURLToPath(new URL('../../migrations', import.meta.url));
const server = fileURLToPath(new URL('../..', import.meta.url));
const drizzleKit = fileURLToPath(new URL('../../../../node_modules/.bin/drizzle-kit', import.meta.url));

let database: OperationsDatabase;
beforeAll(async () => {
  database = await startOperationsDatabase();
});
afterAll(() => database.close());

/** A database of its own, empty. */
const fresh = async (): Promise<{ pool: pg.Pool; owner: pg.ClientConfig; close: () => Promise<void> }> => {
  const name = `t${newId().replaceAll('-', '')}`;
  const client = new pg.Client(database.postgres.owner);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const owner = { ...database.postgres.owner, database: name };
  const { pool } = openDatabase(owner, () => undefined);
  return { pool, owner, close: () => pool.end() };
};
/** Tables, columns, constraints and indexes, as text to be compared. */
const shape = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ line: string }>(`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' ||
      coalesce(column_default, '') as line from information_schema.columns where table_schema = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    order by 1`);
  return rows.map((row) => row.line);
};
const versions = async (pool: pg.Pool): Promise<number> =>
  (await pool.query(`select 1 from drizzle.__drizzle_migrations`)).rowCount ?? 0;

test('an empty database gets the schema, and a second run changes nothing', async () => {
  const { pool, owner, close } = await fresh();
  await migrateDatabase(owner);
  const once = await shape(pool);
  expect(once.some((line) => line.startsWith('vms.id uuid'))).toBe(true);
  const applied = await versions(pool);
  await migrateDatabase(owner);
  expect(await shape(pool)).toEqual(once);
  expect(await versions(pool)).toBe(applied);
  await close();
});

test('servers that start at the same moment migrate one after the other', async () => {
  const { pool, owner, close } = await fresh();
  await Promise.all(Array.from({ length: 6 }, () => migrateDatabase(owner)));
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  expect(await versions(pool)).toBe(files.length);
  await close();
});

test('a database of an older version comes to the same schema as an empty one, with what it has', async () => {
  const [old, empty] = [await fresh(), await fresh()];
  await migrateDatabase(empty.owner);
  const first = readFileSync(join(folder, '0000_start.sql'), 'utf8');
  for (const statement of first.split('--> statement-breakpoint')) await old.pool.query(statement);
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  await old.pool.query('create schema drizzle');
  await old.pool.query(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  await old.pool.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('first', $1)`, [
    journal.entries[0]?.when,
  ]);
  const id = newId();
  await old.pool.query(`insert into users (id, name, email, username) values ($1, 'A', 'a@b', 'ann')`, [id]);
  await migrateDatabase(old.owner);
  expect(await shape(old.pool)).toEqual(await shape(empty.pool));
  expect((await old.pool.query(`select username from users where id = $1`, [id])).rows).toEqual([
    { username: 'ann' },
  ]);
  await old.close();
  await empty.close();
});

test('a database of a newer version is refused, and left as it is', async () => {
  const { pool, owner, close } = await fresh();
  await migrateDatabase(owner);
  await pool.query(
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 99999999999999)`,
  );
  const before = await shape(pool);
  await expect(migrateDatabase(owner)).rejects.toThrow(/belongs to a newer LIMEN/);
  expect(await shape(pool)).toEqual(before);
  await close();
});

test('a migration that fails leaves nothing of itself', async () => {
  const { pool, owner, close } = await fresh();
  // the last table of the first migration is there already, of somebody else's making
  await pool.query('create table vms (mine int)');
  await expect(migrateDatabase(owner)).rejects.toThrow();
  expect((await shape(pool)).map((line) => line.split(' ', 1)[0])).toEqual(['vms.mine']);
  await pool.query('drop table vms');
  await migrateDatabase(owner);
  await close();
});

test('the migrations are those of the schema: generating finds nothing to do', () => {
  // drizzle-kit takes paths below its own folder only
  const out = mkdtempSync(join(server, '.migrations-'));
  try {
    cpSync(folder, out, { recursive: true });
    const said = execFileSync(
      drizzleKit,
      [
        'generate',
        '--dialect',
        'postgresql',
        '--schema',
        './src/db/schema*.ts',
        '--out',
        out.slice(server.length),
      ],
      { cwd: server, encoding: 'utf8' },
    );
    expect(said).toContain('No schema changes');
    expect(readdirSync(out)).toEqual(readdirSync(folder));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
