import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, startServerProcess } from '../../testing/server-process.ts';
import { newId } from '../lib/new-id.ts';
import { appRole } from './app-role.ts';
import { migrateDatabase } from './migrate.ts';
import { type PrivatePostgres, startPrivatePostgres } from './private-postgres.ts';

let home: string;
let postgres: PrivatePostgres;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'limen-role-'));
  chmodSync(home, 0o711);
  postgres = await startPrivatePostgres({ home, durable: false });
  await migrateDatabase(postgres.owner, appRole);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
});

const as = async (connection: pg.ClientConfig, ...texts: string[]): Promise<pg.QueryResult> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    let last: pg.QueryResult | undefined;
    for (const text of texts) last = await client.query(text);
    if (!last) throw new Error('no statement');
    return last;
  } finally {
    await client.end();
  }
};
const add = (values: string): string =>
  `insert into audit_log (seq, id, at, actor_name, via, action, object_type, result, previous_hash, hash) values ${values}`;

test('the server’s role adds to the audit log, and what it says of number, time and hashes does not count', async () => {
  const [first, second] = [newId(), newId()];
  await as(
    postgres.connection,
    add(`(77, '${first}', '1999-01-01', 'ann', 'session', 'vm.start', 'vm', 'done', 'x', 'forged')`),
    add(`(1, '${second}', '1999-01-01', 'ann', 'session', 'vm.start', 'vm', 'done', 'x', 'forged')`),
  );
  const { rows } = await as(
    postgres.connection,
    `select seq::int, id, at > now() - interval '1 hour' as recent, previous_hash, hash from audit_log order by seq`,
  );
  const line = { recent: true, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown };
  expect(rows).toEqual([
    { ...line, seq: 1, id: first, previous_hash: '' },
    { ...line, seq: 2, id: second, previous_hash: (rows as { hash: string }[])[0]?.hash },
  ]);
});

test.each([
  `update audit_log set actor_name = 'somebody else'`,
  'delete from audit_log',
  'truncate audit_log',
  `${add(`(1, '${newId()}', now(), 'a', 'b', 'c', 'd', 'done', '', '')`)} on conflict (seq) do update set actor_name = 'x'`,
  'select 1 from audit_log for update',
  'begin; lock table audit_log in access exclusive mode',
  'alter table audit_log disable trigger all',
  'alter table audit_log rename to other',
  'drop trigger audit_append on audit_log',
  'drop table audit_log',
  'create rule quiet as on insert to audit_log do instead nothing',
  'create or replace function audit_append() returns trigger language plpgsql as $$ begin return null; end $$',
  `set session_replication_role = replica`,
  'set role limen',
  'set session authorization limen',
  'alter role limen_app superuser',
  'grant limen to limen_app',
  'create table public.mine (n int)',
  `copy audit_log to program 'cat'`,
  `delete from drizzle.__drizzle_migrations`,
])('the server’s role may not: %s', async (statement) => {
  await expect(as(postgres.connection, statement)).rejects.toMatchObject({ code: '42501' });
});

test('it has what the server works with, also on tables that come later', async () => {
  await as(postgres.owner, 'create table later (id serial primary key, n int)');
  await as(
    postgres.connection,
    `insert into later (n) values (1)`,
    'update later set n = 2',
    'delete from later',
    'select * from drizzle.__drizzle_migrations',
    'listen x',
    `select pg_notify('x', 'y')`,
    'select pg_advisory_lock(1), pg_try_advisory_lock(2)',
  );
  const own = new pg.Client(postgres.connection);
  const ended = new Promise<void>((resolve) => own.on('error', () => resolve()));
  await own.connect();
  const { rows } = await own.query<{ pid: number }>('select pg_backend_pid() as pid');
  await as(postgres.connection, `select pg_terminate_backend(${rows[0]?.pid ?? 0})`);
  await ended;
});

test('a home from before there was such a role gets it at its next start', async () => {
  await as(postgres.owner, `drop owned by ${appRole}`, `drop role ${appRole}`);
  await postgres.stop();
  postgres = await startPrivatePostgres({ home, durable: false });
  await migrateDatabase(postgres.owner, appRole);
  await as(postgres.connection, `insert into settings (key, value) values ('k', '1')`);
  await expect(as(postgres.connection, 'delete from audit_log')).rejects.toMatchObject({ code: '42501' });
});

const url = (user: string): string => `postgresql://${user}@/own?host=${postgres.owner.host}`;

test('one’s own PostgreSQL: migrated as its owner, worked in as another; with one role the start says so', async () => {
  await as(
    postgres.owner,
    'create role own_owner login',
    'create role own_app login',
    'create database own owner own_owner',
  );
  const own = mkdtempSync(join(tmpdir(), 'limen-own-'));
  chmodSync(own, 0o711);
  const env = { LIBVIRT_URI: 'qemu:///system?socket=/nowhere' };
  const server = await startServerProcess({
    home: own,
    port: await freePort(),
    env: { ...env, DATABASE_URL: url('own_app'), DATABASE_MIGRATION_URL: url('own_owner') },
  });
  expect(await server.stop()).toBe(0);
  expect(server.said()).not.toContain('owns the audit log');
  const app = { connectionString: url('own_app') };
  await as(app, 'select 1 from audit_log');
  await expect(as(app, 'delete from audit_log')).rejects.toMatchObject({ code: '42501' });
  const alone = await startServerProcess({
    home: own,
    port: await freePort(),
    env: { ...env, DATABASE_URL: url('own_owner') },
  });
  expect(await alone.stop()).toBe(0);
  expect(alone.said()).toContain('owns the audit log');
  await expect(as({ connectionString: url('own_owner') }, 'delete from audit_log')).rejects.toMatchObject({
    code: '42501',
  });
  rmSync(own, { recursive: true, force: true });
});
