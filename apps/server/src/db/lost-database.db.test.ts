import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint, refusalOf } from '../../testing/refusals.ts';
import { cases, urlOf } from '../../testing/route-samples.ts';
import { until } from '../../testing/saga-harness.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
let base: string;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  base = join(server.home, 'postgres');
});
afterAll(() => server.close());

const postmaster = (): number =>
  Number(readFileSync(join(base, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
/** The postmaster and everything it has started. */
const allProcesses = (): number[] => {
  const parent = postmaster();
  const children = readdirSync('/proc').filter((name) => {
    try {
      return (
        /^\d+$/.test(name) && readFileSync(`/proc/${name}/status`, 'utf8').includes(`\nPPid:\t${parent}\n`)
      );
    } catch {
      return false;
    }
  });
  return [parent, ...children.map(Number)];
};
const program = (): string => readdirSync(base).find((name) => name.startsWith('program-')) ?? '';

/** Takes the database away, and what it would be started again from: until `back` it stays away. */
const takeAway = (): { back: () => void } => {
  const [here, away] = [join(base, program()), join(base, 'put-away')];
  renameSync(here, away);
  process.kill(postmaster(), 'SIGKILL');
  return { back: () => renameSync(away, here) };
};
const untilWell = (): Promise<unknown> =>
  until(async () => (await server.admin('GET', '/readyz')).statusCode === 200);
const lost = (reply: LightMyRequestResponse, what: string): void => {
  expect(reply.statusCode, `${what}: ${reply.body}`).toBe(503);
  expect(refusalOf(reply).code, what).toBe('server.unavailable');
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
};

describe('a database that is gone', () => {
  test('is said by every route in the same words, whoever asks; then all is well by itself', async () => {
    const waitingId = await things.waiting();
    // answered before anything is looked up: a reset of a password (its answer tells nobody whether there is an account),
    // the second half of a sign-in whose first half this browser has not done, a preview of what was sent, and systems,
    // which are libosinfo's
    const untouched = new Set([
      'system.healthz',
      'system.health',
      'profile.askForPassword',
      'factors.signInWithCode',
      'factors.signInWithPasskey',
      'cloudInit.preview',
      'systems.list',
    ]);
    // what a sample is about is made while there is a database
    const asked = [];
    for (const { name, route, sample } of cases().filter((row) => !untouched.has(row.name))) {
      const params = route.path.includes('/users/:id')
        ? { id: waitingId }
        : await sample.params?.(things, 'owner');
      const url = urlOf(route, params ?? {}, sample.query);
      asked.push({ name, route, url, body: sample.body?.(things, 'owner'), headers: sample.headers });
    }
    // the database of a test writes late: what it has acknowledged must be on disk before it is killed
    await server.asOwner('checkpoint');
    const before = await fingerprint(server.deps.pool);
    const database = takeAway();
    // the last process of it is gone: nothing is answered by chance
    await until(async () => (await server.admin('GET', '/readyz')).statusCode === 503);
    for (const { name, route, url, body, headers } of asked) {
      lost(await server.admin(route.method, url, body, headers), name);
      if (route.access === 'public') continue;
      const nobody = await server.anybody(route.method, url, body, headers);
      expect(refusalOf(nobody).code, name).toBe('auth.required');
    }
    expect((await server.anybody('GET', '/healthz')).statusCode).toBe(200);
    const wrong = await server.anybody('POST', '/api/session', {
      userName: 'owner',
      password: 'not the one',
    });
    lost(wrong, 'a wrong password is not known to be wrong');
    database.back();
    await untilWell();
    expect(await fingerprint(server.deps.pool), 'nothing was half done').toEqual(before);
    expect((await things.owner('GET', '/api/vms')).json()).toMatchObject({ vms: [{ id: things.vmId }] });
    expect((await server.admin('GET', '/api/health')).json()).toMatchObject({
      database: 'ok',
      operations: 'ok',
    });
  });

  test('under load: everybody is answered, and only rightly or by its name', async () => {
    const enough = new AbortController();
    const seen = new Map<string, number>();
    const ask = async (n: number): Promise<void> => {
      while (!enough.signal.aborted) {
        const reply =
          n % 3 === 0
            ? await things.owner('PATCH', '/api/me', { locale: n % 2 === 0 ? 'ko' : 'en' })
            : n % 3 === 1
              ? await server.anybody('POST', '/api/session', { userName: 'owner', password })
              : await things.owner('GET', '/api/vms');
        const answer = reply.statusCode === 200 ? 'ok' : refusalOf(reply).code;
        seen.set(answer, (seen.get(answer) ?? 0) + 1);
      }
    };
    const load = Array.from({ length: 12 }, (_, n) => ask(n));
    await until(() => (seen.get('ok') ?? 0) > 20);
    const database = takeAway();
    await until(() => (seen.get('server.unavailable') ?? 0) > 20);
    database.back();
    await untilWell();
    const well = seen.get('ok') ?? 0;
    await until(() => (seen.get('ok') ?? 0) > well + 20);
    enough.abort();
    await Promise.all(load);
    expect([...seen.keys()].sort().filter((code) => code !== 'auth.busy')).toEqual([
      'ok',
      'server.unavailable',
    ]);
  });
});

test('a database that hangs is said by its name too, and leaves no transaction open when it wakes up', async () => {
  const stopped = allProcesses();
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  const asked = [
    things.owner('GET', '/api/operations'),
    server.admin('GET', '/readyz'),
    server.anybody('POST', '/api/session', { userName: 'owner', password }),
    // more transactions than there are connections: each of those must come back
    ...Array.from({ length: 16 }, () => things.owner('POST', `/api/vms/${things.vmId}/start`)),
  ];
  for (const reply of await Promise.all(asked)) lost(reply, 'hung');
  for (const pid of stopped) process.kill(pid, 'SIGCONT');
  await untilWell();
  const waitingId = await things.waiting();
  const { rows } = await server.deps.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = 'limen' and state like 'idle in transaction%'`,
  );
  expect(rows).toEqual([{ n: 0 }]);
  expect((await server.admin('POST', `/api/users/${waitingId}/approve`)).statusCode).toBe(200);
  expect((await things.owner('GET', '/api/vms')).json()).toMatchObject({ vms: [{ id: things.vmId }] });
});
