import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { liveClose } from '@limen/contract/live';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { until } from '../../testing/saga-harness.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { accessNews } from './access-news.ts';
import { announceAccess } from './announce-access.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
/** Asks as a program does: no cookie, no Origin, no header of ours. */
const withToken =
  (token: string): Caller =>
  async (method, url, body, headers) =>
    server.app.http.inject({
      method,
      url,
      headers: { ...bearer(token), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
const mint = async (person: Caller): Promise<string> => {
  const reply = await person('POST', '/api/auth/token');
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ token: string }>().token;
};
const keySet = async (): Promise<JSONWebKeySet> =>
  (await server.anybody('GET', '/api/auth/jwks')).json<JSONWebKeySet>();

describe('an access token', () => {
  test('stands for its session: it reads and changes without cookie, Origin or header of ours', async () => {
    const program = withToken(await mint(things.owner));
    expect((await program('GET', '/api/me')).json()).toMatchObject({ user: { id: things.ownerId } });
    expect((await program('PATCH', '/api/me', { locale: 'ko' })).statusCode).toBe(200);
    const page = await openLivePage(server, bearer(await mint(things.owner)));
    await page.until((all) => all.length > 0);
    page.socket.close();
  });

  test('says who, in which role, of which session and class, for whom and until when; anybody can verify it', async () => {
    const token = await mint(things.admin);
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(await keySet()), {
      issuer: 'limen',
      audience: 'limen',
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: expect.any(String) });
    expect(payload).toEqual({
      sub: expect.any(String),
      sid: expect.any(String),
      role: 'admin',
      approval: 'approved',
      token_class: 'access',
      iss: 'limen',
      aud: 'limen',
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.any(String),
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
    const { rows } = await server.deps.pool.query<{ private_key: string }>('select private_key from jwks');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.private_key).not.toMatch(/"d"|OKP/);
  });

  test('cannot be had with another token, nor do what is about the account’s security', async () => {
    const program = withToken(await mint(things.owner));
    for (const [method, url, body] of [
      ['POST', '/api/auth/token', undefined],
      ['GET', '/api/sessions', undefined],
      ['DELETE', '/api/sessions', undefined],
      ['POST', '/api/tokens', { name: 'x', scope: 'read' }],
    ] as const) {
      expect(refusalOf(await program(method, url, body)).code, url).toBe('auth.session_required');
    }
  });

  test('ends with its session, and never says more than the database', async () => {
    const person = await server.person('mints');
    const token = await mint(person);
    const program = withToken(token);
    const { user } = (await program('GET', '/api/me')).json<{ user: { id: string } }>();
    const become = (role: string): Promise<void> =>
      server.deps.db.transaction(async (tx) => {
        await tx.execute(`update users set role = '${role}' where id = '${user.id}'`);
        await announceAccess(server.deps, tx, accessNews.parse({ what: 'changed', userId: user.id }));
      });
    await become('admin');
    const asAdmin = withToken(await mint(person));
    expect((await asAdmin('GET', '/api/users')).statusCode).toBe(200);
    await become('user');
    // what was minted for an administrator is a user's now
    expect(refusalOf(await asAdmin('GET', '/api/users')).code).toBe('auth.forbidden');
    const page = await openLivePage(server, bearer(token));
    await page.until((all) => all.length > 0);
    expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
    expect(refusalOf(await program('GET', '/api/me')).code).toBe('auth.required');
    expect(await page.ended).toBe(liveClose.signedOut);
    expect(await (await openLivePage(server, bearer(token))).ended).toBe(401);
  });

  test('of a session that is gone without a word is good for two seconds more at most', async () => {
    const person = await server.person('vanishes');
    const program = withToken(await mint(person));
    expect((await program('GET', '/api/me')).statusCode).toBe(200);
    await server.deps.pool.query(
      `delete from sessions where user_id = (select id from users where username = 'vanishes')`,
    );
    await until(async () => (await program('GET', '/api/me')).statusCode === 401);
  });
});

test('many tokens minted of one session at once are good, each by itself, and end together with it', async () => {
  const person = await server.person('many');
  const tokens = await Promise.all(Array.from({ length: 50 }, () => mint(person)));
  expect(new Set(tokens.map((t) => decodeJwt(t).jti)).size).toBe(50);
  expect((await server.deps.pool.query('select 1 from jwks')).rowCount).toBe(1);
  const all = async (): Promise<Set<number>> =>
    new Set(await Promise.all(tokens.map(async (t) => (await withToken(t)('GET', '/api/me')).statusCode)));
  expect(await all()).toEqual(new Set([200]));
  expect((await person('DELETE', '/api/session')).statusCode).toBe(204);
  expect(await all()).toEqual(new Set([401]));
  // whoever has only the ended session renews nothing
  expect(refusalOf(await person('POST', '/api/auth/token')).code).toBe('auth.required');
});

test('another process knows keys and sessions: what one minted counts at the other, also after a restart', async () => {
  const token = await mint(things.owner);
  const there = await startTestServer({ beside: server });
  const asked = (): ReturnType<Caller> =>
    there.app.http.inject({ method: 'GET', url: '/api/me', headers: bearer(token) });
  expect((await asked()).statusCode).toBe(200);
  const fresh = (await there.with(server.cookieOf('owner'))('POST', '/api/auth/token')).json<{
    token: string;
  }>();
  expect(decodeProtectedHeader(fresh.token).kid).toBe(decodeProtectedHeader(token).kid);
  expect((await withToken(fresh.token)('GET', '/api/me')).statusCode).toBe(200);
  await there.close();
});

describe('what is no access token of ours is nobody', () => {
  const b64 = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  /** The header and claims of a good token, for another's signature. */
  const good = async () => {
    const token = await mint(things.owner);
    const [header = '', payload = '', signature = ''] = token.split('.');
    return {
      token,
      header,
      payload,
      signature,
      claims: decodeJwt(token),
      head: decodeProtectedHeader(token),
    };
  };
  const refused = async (token: string, what: string): Promise<void> => {
    const reply = await withToken(token)('GET', '/api/me');
    expect(reply.statusCode, what).toBe(401);
    expect(refusalOf(reply).code, what).toBe('auth.required');
    expect(reply.body, what).not.toContain(token.slice(0, 200));
  };

  test('another algorithm, key, key id, or a key that the token brings along', async () => {
    const { header, payload, signature, head, claims } = await good();
    const { keys } = await keySet();
    const publicKey = Buffer.from(keys[0]?.['x'] ?? '', 'base64url');
    const hmac = (text: string, key: Buffer | string): string =>
      createHmac('sha256', key).update(text).digest('base64url');
    const own = generateKeyPairSync('ed25519');
    const jwk = own.publicKey.export({ format: 'jwk' });
    const signed = (over: object): string => {
      const text = `${b64({ ...head, ...over })}.${payload}`;
      return `${text}.${sign(null, Buffer.from(text), own.privateKey).toString('base64url')}`;
    };
    for (const alg of ['none', 'None', 'NONE', '']) {
      await refused(`${b64({ ...head, alg })}.${payload}.`, `alg ${alg}`);
      await refused(`${b64({ ...head, alg })}.${payload}.${signature}`, `alg ${alg}`);
    }
    for (const key of [publicKey, JSON.stringify(keys[0]), keys[0]?.['x'] ?? '']) {
      const text = `${b64({ ...head, alg: 'HS256' })}.${payload}`;
      await refused(`${text}.${hmac(text, key)}`, 'HS256 with the public key');
    }
    await refused(signed({}), 'somebody else’s key');
    for (const kid of [
      randomUUID(),
      '../../',
      '../../../dev/null',
      '',
      "' or 1=1 --",
      'x'.repeat(1000),
      7,
      null,
    ]) {
      await refused(signed({ kid }), `kid ${kid}`);
    }
    for (const over of [
      { jwk },
      { jku: 'http://127.0.0.1:1/keys' },
      { x5u: 'http://127.0.0.1:1/cert' },
      { x5c: ['x'] },
      { crit: ['b64'], b64: false },
      { typ: 'refresh' },
    ]) {
      await refused(signed(over), JSON.stringify(over));
      // with our own good signature over another header it does not fit either
      await refused(`${b64({ ...head, ...over })}.${payload}.${signature}`, JSON.stringify(over));
    }
    await refused(`${header}.${payload}.`, 'no signature');
    await refused(`${header}.${payload}.${signature.slice(0, -4)}`, 'a short signature');
    await refused(`${header}.${b64({ ...claims, role: 'admin' })}.${signature}`, 'other claims');
  });

  test('one that is too old, from the future, for somebody else, or of another class, though we signed it', async () => {
    const { claims } = await good();
    const ours = async (over: object): Promise<string> =>
      (await server.deps.auth.api.signJWT({ body: { payload: { ...claims, ...over } } })).token;
    await expect(withToken(await ours({}))('GET', '/api/me')).resolves.toMatchObject({ statusCode: 200 });
    const now = Math.floor(Date.now() / 1000);
    for (const over of [
      { iat: now + 3600, exp: now + 3840 },
      { iat: now - 600, exp: now - 360 },
      // signed for a day: it is not good for longer than any
      { iat: now - 600, exp: now + 86_400 },
      { exp: now - 60 },
      { aud: 'another' },
      { iss: 'http://evil.example' },
      { token_class: 'refresh' },
      { token_class: undefined },
      { sid: randomUUID() },
      { sid: undefined },
      { sub: randomUUID() },
      { nbf: now + 3600 },
    ]) {
      await refused(await ours(over), JSON.stringify(over));
    }
  });

  test('whatever else we give out, and a megabyte of anything', async () => {
    const { token } = await good();
    await server.deps.pool.query(`update vms set observed_state = 'running' where id = $1`, [things.vmId]);
    const console = (await things.owner('POST', `/api/vms/${things.vmId}/console-tickets`, {})).json<{
      ticket: string;
    }>();
    const cookie = /session_token=([^;]+)/.exec(server.cookieOf('owner'))?.[1] ?? '';
    const api = (await things.owner('POST', '/api/tokens', { name: 'x', scope: 'read' })).json<{
      secret: string;
    }>();
    expect((await withToken(api.secret)('GET', '/api/me')).statusCode).toBe(200);
    for (const [what, given] of Object.entries({
      'a console ticket': console.ticket,
      'a setup token': server.setupToken,
      'a session cookie': cookie,
      'a session token': decodeURIComponent(cookie).split('.')[0] ?? '',
      'the stored hash of an API token': createHash('sha256').update(api.secret).digest('base64url'),
      'an API token that is longer': `${api.secret}x`,
      'an API token that is shorter': api.secret.slice(0, -1),
      'only the beginning of one': 'limen_',
      'an access token twice': `${token}.${token}`,
      'a megabyte': 'a'.repeat(1024 ** 2),
      'a megabyte in three parts': `${'a'.repeat(300_000)}.${'b'.repeat(300_000)}.${'c'.repeat(300_000)}`,
    })) {
      await refused(given, what);
    }
    // and the reverse: a token opens nothing that another secret opens
    const page = await openLivePage(server, {
      cookie: `limen.session_token=${token}`,
      'x-limen-request': '1',
    });
    expect(await page.ended).toBe(401);
    const setup = {
      token: api.secret.slice(0, 128),
      userName: 'x2',
      displayName: 'X',
      password: 'x'.repeat(10),
    };
    expect((await server.anybody('POST', '/api/setup', setup)).statusCode).toBe(409);
  });
});

describe('a request that is not clear about who asks is nobody’s', () => {
  test('a cookie and a bearer together, each good by itself', async () => {
    const token = await mint(things.owner);
    const both = { ...bearer(token), cookie: server.cookieOf('owner'), 'x-limen-request': '1' };
    const reply = await server.app.http.inject({ method: 'GET', url: '/api/me', headers: both });
    expect(refusalOf(reply).code).toBe('auth.required');
    expect(await (await openLivePage(server, both)).ended).toBe(401);
  });

  test.each([
    'Basic b3duZXI6cGFzc3dvcmQ=',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a, Bearer b',
    'Bearer ä',
    'limen_x',
    'Token x',
    '',
  ])('the header “%s”, also beside a good cookie', async (authorization) => {
    for (const headers of [{ authorization }, { authorization, cookie: server.cookieOf('owner') }]) {
      const reply = await server.app.http.inject({ method: 'GET', url: '/api/me', headers });
      expect(refusalOf(reply).code).toBe('auth.required');
    }
  });

  test('a cookie alone still has to come from a page of ours', async () => {
    const reply = await server.app.http.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { cookie: server.cookieOf('owner') },
      payload: { locale: 'en' },
    });
    expect(refusalOf(reply).code).toBe('request.origin');
  });
});
