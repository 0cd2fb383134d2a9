import { liveClose } from '@limen/contract/live';
import { type ApiToken, mostTokens, tokenScope } from '@limen/contract/tokens';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleServer } from '../../testing/console-server.ts';
import { openLivePage } from '../../testing/live-page.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { cases, urlOf } from '../../testing/route-samples.ts';
import { until } from '../../testing/saga-harness.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let there: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  there = await startTestServer({ beside: server });
});
afterAll(async () => {
  await there.close();
  await server.close();
});

type Made = { token: ApiToken; secret: string };
const make = async (person: Caller, given: object = {}): Promise<Made> => {
  const reply = await person('POST', '/api/tokens', { name: 'a script', scope: 'manage', ...given });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Made>();
};
const bearer = ({ secret }: Made): Record<string, string> => ({ authorization: `Bearer ${secret}` });
const using =
  (made: Made, at = server): Caller =>
  async (method, url, body, headers) =>
    at.app.http.inject({
      method,
      url,
      headers: { ...bearer(made), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
const listed = async (person: Caller): Promise<ApiToken[]> =>
  (await person('GET', '/api/tokens')).json<{ tokens: ApiToken[] }>().tokens;

describe('a token', () => {
  test('is shown once: what is kept and listed is a hash and its beginning', async () => {
    const person = await server.person('makes');
    const made = await make(person, { name: '  배포 스크립트 ', days: 1 });
    expect(made.secret).toMatch(/^limen_[A-Za-z]{64}$/);
    expect(made.token).toMatchObject({ name: '배포 스크립트', scope: 'manage', lastUsedAt: null });
    expect(made.secret.startsWith(made.token.start)).toBe(true);
    expect(Date.parse(made.token.expiresAt) - Date.parse(made.token.createdAt)).toBeCloseTo(86_400_000, -4);
    const reply = await person('GET', '/api/tokens');
    expect(reply.json()).toEqual({ tokens: [made.token] });
    const { rows } = await server.deps.pool.query<{ all: string }>(
      `select (select string_agg(t::text, ' ') from api_keys t) || (select string_agg(t::text, ' ') from audit_log t) as all`,
    );
    expect(rows[0]?.all).not.toContain(made.secret);
    expect(rows[0]?.all).toContain('token.create');
  });

  test('ends: after a month unless told otherwise, within a year, never not at all', async () => {
    const { token } = await make(things.owner);
    expect(Date.parse(token.expiresAt) - Date.parse(token.createdAt)).toBeCloseTo(30 * 86_400_000, -4);
    for (const days of [0, -1, 366, 1.5, null, 1e9]) {
      const reply = await things.owner('POST', '/api/tokens', { name: 'x', scope: 'read', days });
      expect(refusalOf(reply)).toMatchObject({ code: 'request.invalid', field: 'days' });
    }
  });

  test('that has ended is nobody’s, is not listed, and lets go of what it opened', async () => {
    const person = await server.person('expires');
    const made = await make(person);
    const page = await openLivePage(server, bearer(made));
    await page.until((all) => all.length > 0);
    await server.deps.pool.query(`update api_keys set expires_at = now() where id = $1`, [made.token.id]);
    await until(async () => (await using(made)('GET', '/api/me')).statusCode === 401);
    expect(await page.ended).toBe(liveClose.signedOut);
    expect(await listed(person)).toEqual([]);
    expect(refusalOf(await person('DELETE', `/api/tokens/${made.token.id}`)).code).toBe('object.not_found');
  });

  test('says when it was last used, and is written at most once a minute for it', async () => {
    const person = await server.person('uses');
    const made = await make(person, { scope: 'read' });
    const version = async (): Promise<string> =>
      (
        await server.deps.pool.query<{ xmin: string }>('select xmin::text from api_keys where id = $1', [
          made.token.id,
        ])
      ).rows[0]?.xmin ?? '';
    expect((await using(made)('GET', '/api/me')).statusCode).toBe(200);
    expect((await listed(person))[0]?.lastUsedAt).not.toBeNull();
    const once = await version();
    for (let n = 0; n < 5; n += 1) {
      // nothing is remembered of it: each of these looks it up again
      server.deps.live.publish('access.unknown', { askable: true });
      await Promise.all([using(made)('GET', '/api/me'), using(made, there)('GET', '/api/me')]);
    }
    expect(await version()).toBe(once);
  });

  test('of a person at most twenty, also when all are wanted at once', async () => {
    const person = await server.person('collects');
    const replies = await Promise.all(
      Array.from({ length: mostTokens + 5 }, () =>
        person('POST', '/api/tokens', { name: 'x', scope: 'read' }),
      ),
    );
    expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(mostTokens);
    for (const reply of replies.filter((r) => r.statusCode !== 201)) {
      expect(refusalOf(reply).code).toBe('token.limit');
    }
    const [first] = await listed(person);
    expect((await person('DELETE', `/api/tokens/${first?.id}`)).statusCode).toBe(204);
    await make(person);
  });
});

describe('how far it reaches', () => {
  test('a reading token changes nothing, on any route of the contract', async () => {
    const read = using(await make(things.admin, { scope: 'read' }));
    for (const { route, sample, name } of cases()) {
      if (route.access === 'public' || route.method === 'GET') continue;
      // a ticket changes nothing of the machine: who may only watch gets one for the picture alone
      if (name === 'consoles.ticket') continue;
      const params = (await sample.params?.(things, 'admin')) ?? {};
      const reply = await read(
        route.method,
        urlOf(route, params, sample.query),
        sample.body?.(things, 'admin'),
        sample.headers,
      );
      const { code } = refusalOf(reply);
      expect(['auth.token_scope', 'auth.session_required', 'object.not_found'], name).toContain(code);
    }
    expect((await read('GET', '/api/vms')).statusCode).toBe(200);
  });

  test('each scope does what it says, and says so of what it shows', async () => {
    const answer = async (scope: string): Promise<string[]> => {
      const program = using(await make(things.owner, { scope }));
      const at = `/api/vms/${things.vmId}`;
      const replies = [
        await program('GET', at),
        await program('POST', `${at}/start`),
        await program('DELETE', at),
      ];
      return replies.map((r) => (r.statusCode === 200 ? 'ok' : refusalOf(r).code));
    };
    // whoever comes as far as the host, which is not there, was let in
    expect(await answer('read')).toEqual(['ok', 'auth.token_scope', 'auth.token_scope']);
    expect(await answer('operate')).toEqual(['ok', 'host.unavailable', 'auth.token_scope']);
    expect(await answer('manage')).toEqual(['ok', 'host.unavailable', 'host.unavailable']);
    const permissions = async (made: Made): Promise<string[]> =>
      (await using(made)('GET', '/api/me')).json<{ permissions: string[] }>().permissions;
    expect(await permissions(await make(things.owner, { scope: 'read' }))).not.toContain('vm:create');
    expect(await permissions(await make(things.owner, { scope: 'manage' }))).toContain('vm:create');
  });

  test('administering takes an administrator, when it is made and whenever it is used', async () => {
    const reply = await things.owner('POST', '/api/tokens', { name: 'x', scope: 'administer' });
    expect(refusalOf(reply)).toMatchObject({ code: 'auth.forbidden', field: 'scope' });
    const made = await make(things.admin, { scope: 'administer' });
    const program = using(made);
    const waiting = await things.waiting();
    expect((await program('POST', `/api/users/${waiting}/approve`)).statusCode).toBe(200);
    expect((await program('GET', '/api/users')).statusCode).toBe(200);
    const managing = using(await make(things.admin, { scope: 'manage' }));
    expect(refusalOf(await managing('GET', '/api/users')).code).toBe('auth.token_scope');
  });

  test('no token reaches sessions, tokens, or what stands for a session', async () => {
    for (const scope of tokenScope.options) {
      const program = using(await make(things.admin, { scope }));
      for (const [method, url, body] of [
        ['GET', '/api/sessions', undefined],
        ['DELETE', '/api/sessions', undefined],
        ['GET', '/api/tokens', undefined],
        ['POST', '/api/tokens', { name: 'x', scope: 'read' }],
        ['DELETE', `/api/tokens/${things.tokenId}`, undefined],
        ['POST', '/api/auth/token', undefined],
        ['DELETE', '/api/session', undefined],
      ] as const) {
        expect(refusalOf(await program(method, url, body)).code, `${scope} ${url}`).toBe(
          'auth.session_required',
        );
      }
    }
  });
});

describe('a token ends, with its pages and consoles, in every process', () => {
  const opened = async (person: Caller, made: Made) => {
    const { user } = (await person('GET', '/api/me')).json<{ user: { id: string } }>();
    await server.deps.pool.query(`update vms set owner_id = $1, observed_state = 'running' where id = $2`, [
      user.id,
      things.vmId,
    ]);
    const page = await openLivePage(there, bearer(made));
    await page.until((all) => all.length > 0);
    const consoles = await consoleServer(there.deps);
    const ticket = (await using(made, there)('POST', `/api/vms/${things.vmId}/console-tickets`, {})).json<{
      ticket: string;
    }>();
    const screen = consoles.open(ticket.ticket, bearer(made));
    await screen.opened;
    return { userId: user.id, page, screen, consoles };
  };

  test.each([
    [
      'its person revokes it',
      (person: Caller, made: Made) => person('DELETE', `/api/tokens/${made.token.id}`),
    ],
    [
      'its person is rejected',
      (_person: Caller, _made: Made, id: string) => server.admin('POST', `/api/users/${id}/reject`),
    ],
    [
      'an administrator signs its person out with their tokens',
      (_person: Caller, _made: Made, id: string) =>
        server.admin('POST', `/api/users/${id}/sign-out`, { tokens: true }),
    ],
  ] as const)('when %s', async (what, end) => {
    const person = await server.person(`ends${what.length}`);
    const made = await make(person);
    const { page, screen, consoles, userId } = await opened(person, made);
    expect((await end(person, made, userId)).statusCode).toBeLessThan(300);
    expect(refusalOf(await using(made)('GET', '/api/me')).code).toBe('auth.required');
    expect(await page.ended).toBe(liveClose.signedOut);
    expect(await screen.ended).toBe(4003);
    await until(async () => (await using(made, there)('GET', '/api/me')).statusCode === 401);
    consoles.close();
  });

  test('and not with one session, whose end leaves it alone', async () => {
    const person = await server.person('leaves');
    const made = await make(person);
    const { page, screen, consoles } = await opened(person, made);
    expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
    expect((await using(made)('GET', '/api/me')).statusCode).toBe(200);
    expect(page.socket.readyState).toBe(page.socket.OPEN);
    expect(screen.socket.readyState).toBe(screen.socket.OPEN);
    page.socket.close();
    consoles.close();
  });
});

test('somebody else’s token is not there', async () => {
  const reply = await things.stranger('DELETE', `/api/tokens/${things.tokenId}`);
  expect(refusalOf(reply).code).toBe('object.not_found');
  expect((await listed(things.owner)).map((t) => t.id)).toContain(things.tokenId);
});

test('what a token did is written down as its own', async () => {
  const made = await make(things.owner);
  await using(made)('POST', `/api/vms/${things.vmId}/start`);
  const { rows } = await server.deps.pool.query<object>(
    `select via, token_id, session_id, actor_name from audit_log where action = 'vm.start' order by seq desc limit 1`,
  );
  expect(rows).toEqual([{ via: 'token', token_id: made.token.id, session_id: null, actor_name: 'owner' }]);
});
