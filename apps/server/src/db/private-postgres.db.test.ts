import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../testing/saga-harness.ts';
import { type PrivatePostgres, startPrivatePostgres } from './private-postgres.ts';

const starter = fileURLToPath(new URL('../../testing/starter.ts', import.meta.url));

let home: string;
let started: PrivatePostgres[] = [];
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'limen-pg-'));
  chmodSync(home, 0o711);
});
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const start = async (): Promise<PrivatePostgres> => {
  // as in life: what was acknowledged has to be there after a kill
  const one = await startPrivatePostgres({ home, durable: true });
  started.push(one);
  return one;
};
const pid = (): number =>
  Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
const ask = async (one: PrivatePostgres, text: string): Promise<unknown[]> => {
  const client = new pg.Client(one.owner);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
};
const answers = (one: PrivatePostgres): Promise<boolean> =>
  ask(one, 'select 1').then(
    () => true,
    () => false,
  );

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  await ask(first, 'create table kept (n int); insert into kept values (42)');
  await first.stop();
  expect(await answers(first)).toBe(false);
  expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 42 }]);
});

test('one that outlived a killed server is attached again, not started beside itself', async () => {
  const child = spawn(process.execPath, [starter, JSON.stringify({ home })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const before = pid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = await start();
  expect(pid()).toBe(before);
  expect(await answers(again)).toBe(true);
});

describe('one that is not ready when a server comes', () => {
  test('because another start is at it is waited for', async () => {
    const both = await Promise.all([start(), start(), start()]);
    for (const one of both) expect(await answers(one)).toBe(true);
  });

  test('because it goes down is waited for, and started again', async () => {
    await (await start()).stop();
    const child = spawn(process.execPath, [starter, JSON.stringify({ home })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = pid();
    process.kill(before, 'SIGINT');
    const again = await start();
    expect(await answers(again)).toBe(true);
    expect(pid()).not.toBe(before);
  });

  test('because it was killed and has to recover is waited for', async () => {
    const first = await start();
    await ask(first, 'create table big as select generate_series(1, 200000) as n');
    const child = spawn(process.execPath, [starter, JSON.stringify({ home })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    const before = pid();
    process.kill(before, 'SIGKILL');
    const again = await start();
    expect(await ask(again, 'select count(*)::int as n from big')).toEqual([{ n: 200_000 }]);
  });
});

test.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)(
  'one that ends by %s while its server lives is started again, with all it had acknowledged',
  async (signal) => {
    const one = await start();
    await ask(one, `create table if not exists kept (n int)`);
    await ask(one, `insert into kept values (7)`);
    const before = pid();
    process.kill(before, signal);
    await until(async () => (await answers(one)) && pid() !== before);
    expect(await ask(one, 'select 1 as found from kept where n = 7 limit 1')).toEqual([{ found: 1 }]);
  },
);

test('what a killed server left of a database half made is taken away', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'limen-pg-'));
  chmodSync(elsewhere, 0o711);
  mkdirSync(join(elsewhere, 'postgres', 'data.new-1', 'base'), { recursive: true });
  const one = await startPrivatePostgres({ home: elsewhere, durable: false });
  expect(await answers(one)).toBe(true);
  expect(readdirSync(join(elsewhere, 'postgres')).filter((name) => name.includes('.new'))).toEqual([]);
  await one.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

test('homes whose paths are too long for a socket, and end alike, are two databases', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'limen-pg-'));
  chmodSync(elsewhere, 0o711);
  const both: PrivatePostgres[] = [];
  for (const name of ['one', 'two']) {
    const long = join(elsewhere, name, 'x'.repeat(80), 'the-same-name-of-a-home');
    mkdirSync(long, { recursive: true, mode: 0o711 });
    both.push(await startPrivatePostgres({ home: long, durable: false }));
  }
  const [one, two] = both;
  if (!one || !two) throw new Error('two were started');
  expect(one.connection.host).not.toBe(two.connection.host);
  await ask(one, 'create table only_here (n int)');
  expect(await ask(two, `select 1 from pg_tables where tablename = 'only_here'`)).toEqual([]);
  for (const each of both) {
    await each.stop();
    rmSync(each.connection.host, { recursive: true, force: true });
  }
  rmSync(elsewhere, { recursive: true, force: true });
});

test('a disk without room for it is named before anything is written', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'limen-pg-'));
  const huge = Number.MAX_SAFE_INTEGER;
  const asked = startPrivatePostgres({
    home: elsewhere,
    durable: false,
    leastFreeBytes: { toMake: huge, toStart: 0 },
  });
  await expect(asked).rejects.toThrow(
    new RegExp(`^LIMEN cannot start: ${elsewhere} has \\d+ MiB left, and its database needs \\d+ MiB`),
  );
  expect(existsSync(join(elsewhere, 'postgres'))).toBe(false);
  rmSync(elsewhere, { recursive: true, force: true });
});
