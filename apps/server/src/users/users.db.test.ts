import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ withAdmin: false });
});
afterAll(() => server.close());

const codeOf = (reply: { json: () => { error?: { code: string; field?: string } } }) => reply.json().error;

test('of many who claim the setup link at once exactly one becomes administrator', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      server.anybody('POST', '/api/setup', {
        token: server.setupToken,
        userName: `admin${i}`,
        displayName: 'A',
        password,
      }),
    ),
  );
  expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(1);
  for (const r of replies.filter((x) => x.statusCode !== 201)) {
    expect(['setup.token_invalid', 'setup.done']).toContain(codeOf(r)?.code);
  }
  const after = await server.anybody('POST', '/api/setup', {
    token: server.setupToken,
    userName: 'late',
    displayName: 'L',
    password,
  });
  expect(codeOf(after)?.code).toBe('setup.done');
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
