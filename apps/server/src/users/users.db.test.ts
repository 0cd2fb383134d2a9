import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { newId } from '../lib/new-id.ts';
import { approveUser, rejectUser } from './decide-user.ts';
import { issueSetupLink } from './set-up-first-admin.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ withAdmin: false });
});
afterAll(() => server.close());

const fail = (): never => {
  throw new Error('nobody won');
};
const codeOf = (reply: { json: () => { error?: { code: string; field?: string } } }) => reply.json().error;

const claim = (userName: string, token = server.setupToken) =>
  server.anybody('POST', '/api/setup', { token, userName, displayName: 'A', password });

describe('the first administrator', () => {
  test('T-BOOT-1: needs the token that only the owner of the home can read', async () => {
    expect(statSync(join(server.home, 'setup-link')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(server.home, 'setup-link'), 'utf8')).toContain(server.setupToken);
    expect(codeOf(await claim('thief', 'x'.repeat(43)))?.code).toBe('setup.token_invalid');
    const { rows } = await server.deps.pool.query<{ kept: string }>(
      'select t::text as kept from setup_tokens t',
    );
    expect(rows[0]?.kept).not.toContain(server.setupToken);
  });

  test('T-BOOT-1: is made by no link that is a day old; a fresh one ends the one before it', async () => {
    const { pool } = server.deps;
    const { rows } = await pool.query<{ hours: number }>(
      `select extract(epoch from expires_at - now()) / 3600 as hours from setup_tokens`,
    );
    expect(Number(rows[0]?.hours)).toBeGreaterThan(23.9);
    expect(Number(rows[0]?.hours)).toBeLessThanOrEqual(24);
    await pool.query(`update setup_tokens set expires_at = now()`);
    expect(codeOf(await claim('late'))?.code).toBe('setup.token_invalid');
    const before = server.setupToken;
    const link = await issueSetupLink(server.deps, 'http://localhost');
    server.setupToken = new URL(link ?? '').searchParams.get('token') ?? '';
    expect(codeOf(await claim('old', before))?.code).toBe('setup.token_invalid');
  });

  test('T-BOOT-1: there is no account and no password before it', async () => {
    for (const table of ['users', 'accounts']) {
      expect((await server.deps.pool.query(`select 1 from ${table}`)).rowCount, table).toBe(0);
    }
  });

  test('whose name is taken is told so by its field, and the link still works', async () => {
    await server.anybody('POST', '/api/register', { userName: 'first', password, displayName: 'F' });
    const reply = await claim('first');
    expect(reply.statusCode).toBe(409);
    expect(codeOf(reply)).toMatchObject({ code: 'user.name_taken', field: 'userName' });
  });

  test('whose making stops half way was never begun: the link still works, and the name is free', async () => {
    const { pool } = server.deps;
    // the account cannot get its password: what a server that dies at that place leaves is what the database takes back
    await server.asOwner(`alter table accounts add constraint never check (user_id is null) not valid`);
    expect((await claim('halfway')).statusCode).toBe(500);
    await server.asOwner(`alter table accounts drop constraint never`);
    expect((await pool.query(`select 1 from users where username = 'halfway'`)).rowCount).toBe(0);
    expect((await pool.query(`select 1 from setup_tokens where used_at is null`)).rowCount).toBe(1);
    expect((await server.anybody('GET', '/api/about')).json()).toMatchObject({ setupNeeded: true });
  });

  test('T-BOOT-2: is made once, however many claim the link at the same moment', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, (_, i) => claim(`admin${i}`)));
    const made = replies.filter((r) => r.statusCode === 201);
    expect(made).toHaveLength(1);
    for (const r of replies.filter((x) => x.statusCode !== 201)) {
      expect(['setup.token_invalid', 'setup.done']).toContain(codeOf(r)?.code);
    }
    const { rows } = await server.deps.pool.query(
      `select role, approval from users where username like 'admin%'`,
    );
    expect(rows).toEqual([{ role: 'admin', approval: 'approved' }]);
    expect(existsSync(join(server.home, 'setup-link'))).toBe(false);
    expect(codeOf(await claim('late'))?.code).toBe('setup.done');
    expect((await server.anybody('GET', '/api/about')).json()).toMatchObject({ setupNeeded: false });
    expect(await issueSetupLink(server.deps, 'http://localhost')).toBeNull();
  });
});

test('the last administrator cannot be taken away, nor two by each other at the same moment', async () => {
  const callers: Caller[] = [];
  const ids: string[] = [];
  for (const userName of ['one', 'two']) {
    const caller = await server.person(userName, false);
    const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
    callers.push(caller);
    ids.push(user.id);
  }
  const [one, two] = ids;
  await server.deps.pool.query(`update users set role = 'user' where role = 'admin'`);
  await server.deps.pool.query(`update users set role = 'admin', approval = 'approved' where id = any($1)`, [
    ids,
  ]);
  server.deps.live.publish('user.changed', { id: one ?? '' });
  const replies = await Promise.all([
    callers[0]?.('POST', `/api/users/${two}/reject`),
    callers[1]?.('POST', `/api/users/${one}/reject`),
  ]);
  const won = replies.findIndex((reply) => reply?.statusCode === 200);
  const lost = replies[1 - won];
  expect([won, lost?.statusCode === 200]).toEqual([expect.any(Number), false]);
  // whoever was slower is no administrator any more, or would be the last to go
  expect(['user.last_admin', 'auth.required', 'auth.forbidden', 'auth.not_approved']).toContain(
    lost?.json<{ error: { code: string } }>().error.code,
  );
  const left = callers[won];
  expect(codeOf((await left?.('POST', `/api/users/${ids[won]}/reject`)) ?? fail())?.code).toBe(
    'user.last_admin',
  );
  expect((await left?.('GET', '/api/users'))?.statusCode).toBe(200);
});

test('an administrator who was rejected a moment ago decides nothing more', async () => {
  const caller = await server.person('was-admin', false);
  const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
  const waiting = await server.person('waits-for-it', false);
  const { user: other } = (await waiting('GET', '/api/me')).json<{ user: { id: string } }>();
  const actor = { userId: user.id, userName: 'x', displayName: 'X', sessionId: newId(), token: null };
  // read before the rejection, as by a request that was on its way
  const before = {
    actor: { ...actor, role: 'admin', approval: 'approved' } as const,
    requestId: 'r',
    address: '127.0.0.1',
  };
  await expect(approveUser(server.deps, before, { id: other.id, reason: '' })).rejects.toMatchObject({
    code: 'auth.not_approved',
  });
  await expect(rejectUser(server.deps, before, { id: other.id, reason: '' })).rejects.toMatchObject({
    code: 'auth.not_approved',
  });
});

describe('a person', () => {
  test('who registered waits, and may do nothing until approved', async () => {
    const waiting = await server.person('waiting', false);
    expect((await waiting('GET', '/api/me')).json()).toMatchObject({
      user: { approval: 'pending' },
      permissions: [],
    });
    const refused = await waiting('GET', '/api/vms');
    expect(refused.statusCode).toBe(403);
    expect(codeOf(refused)?.code).toBe('auth.not_approved');
  });

  test('unknown, wrong and unapproved are answered alike', async () => {
    const tries = [
      { userName: 'nobody', password },
      { userName: 'waiting', password: 'not the password' },
      { userName: 'waiting', password },
    ];
    const answers = await Promise.all(tries.map((body) => server.anybody('POST', '/api/session', body)));
    const shown = answers.map((a) => {
      const { requestId: _, ...error } = a.json<{ error: { requestId: string } }>().error;
      return { status: a.statusCode, cookies: a.cookies, error };
    });
    expect(shown[0]).toMatchObject({ status: 401, cookies: [], error: { code: 'auth.failed' } });
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  test.each(['mary-ann', 'a.b_c-d', 'z9', 'x'.repeat(32)])(
    'may be called %s, as the contract says',
    async (userName) => {
      const reply = await server.anybody('POST', '/api/register', { userName, password, displayName: 'M' });
      expect(reply.statusCode, reply.body).toBe(201);
    },
  );

  test('who registers in one language with a note is shown with both', async () => {
    const reply = await server.anybody('POST', '/api/register', {
      userName: 'noted',
      password,
      displayName: 'N',
      note: 'please',
      locale: 'ko',
    });
    expect(reply.json<{ user: object }>().user).toMatchObject({
      note: 'please',
      locale: 'ko',
      role: 'user',
      approval: 'pending',
    });
  });

  test('whose registration stops half way does not take the name for ever', async () => {
    const ask = () =>
      server.anybody('POST', '/api/register', { userName: 'again', password, displayName: 'A' });
    await server.asOwner(`alter table accounts add constraint never check (user_id is null) not valid`);
    expect((await ask()).statusCode).toBe(500);
    await server.asOwner(`alter table accounts drop constraint never`);
    expect((await ask()).statusCode).toBe(201);
  });

  test('of many who want the same name at once exactly one gets it', async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.anybody('POST', '/api/register', { userName: 'wanted', password, displayName: 'W' }),
      ),
    );
    expect(replies.map((r) => r.statusCode).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array<number>(9).fill(409),
    ]);
    for (const r of replies.filter((x) => x.statusCode === 409)) {
      expect(codeOf(r)).toMatchObject({ code: 'user.name_taken', field: 'userName' });
    }
  });

  test('a taken name is named by its field', async () => {
    const reply = await server.anybody('POST', '/api/register', {
      userName: 'waiting',
      password,
      displayName: 'W',
    });
    expect(reply.statusCode).toBe(409);
    expect(codeOf(reply)).toMatchObject({ code: 'user.name_taken', field: 'userName' });
  });
});

describe('bad input', () => {
  test.each([
    [{ userName: 'a' }, 'userName'],
    [{ userName: 'Upper' }, 'userName'],
    [{ password: 'short' }, 'password'],
    [{ displayName: 'a\u202eb' }, 'displayName'],
    [{ role: 'admin' }, 'role'],
    [{ approval: 'approved' }, 'approval'],
  ])('%j is refused with the path of its field', async (change, field) => {
    const good = { userName: 'good', password, displayName: 'Good' };
    const reply = await server.anybody('POST', '/api/register', { ...good, ...change });
    expect(reply.statusCode).toBe(400);
    expect(codeOf(reply)).toMatchObject({ code: 'request.invalid', field });
  });

  test('a page of another origin may change nothing, whatever it says', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://evil.example', host: 'evil.example' },
    ]) {
      const reply = await server.anybody('POST', '/api/session', { userName: 'x', password }, headers);
      expect(reply.statusCode).toBe(403);
      expect(codeOf(reply)?.code).toBe('request.origin');
    }
  });

  test('a body that is not JSON, is too large, or has no route is refused by name', async () => {
    const inject = (payload: string, type: string) =>
      server.app.http.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'x-limen-request': '1', 'content-type': type },
        payload,
      });
    expect(codeOf(await inject('a=b', 'application/x-www-form-urlencoded'))?.code).toBe('request.media_type');
    expect(codeOf(await inject('{}', 'text/plain'))?.code).toBe('request.media_type');
    expect(codeOf(await inject('{', 'application/json'))?.code).toBe('request.invalid');
    expect(codeOf(await inject(`"${'x'.repeat(2 * 1024 * 1024)}"`, 'application/json'))?.code).toBe(
      'request.too_large',
    );
    expect((await server.anybody('GET', '/api/nothing')).statusCode).toBe(404);
  });
});

test('healthz, readyz, OpenAPI and its page answer', async () => {
  expect((await server.anybody('GET', '/healthz')).json()).toEqual({ status: 'ok' });
  expect((await server.anybody('GET', '/readyz')).statusCode).toBe(200);
  const openapi = (await server.anybody('GET', '/api/openapi.json')).json<{
    openapi: string;
    paths: object;
  }>();
  expect(openapi.openapi).toBe('3.1.0');
  expect(Object.keys(openapi.paths)).toContain('/api/vms/{id}/power-off');
  expect((await server.anybody('GET', '/api/docs/')).statusCode).toBe(200);
});
