import { isChange } from '@limen/contract/route';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { junk, leaves, numerals, withAt } from '../../testing/odd-values.ts';
import { fingerprint, refusalOf } from '../../testing/refusals.ts';
import { type Case, cases, isId, urlOf } from '../../testing/route-samples.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
/** What each route is asked about, made before anything is compared. */
const given = new Map<string, Record<string, string>>();
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  for (const { name, sample } of cases()) given.set(name, (await sample.params?.(things, 'admin')) ?? {});
});
afterAll(() => server.close());

const table = cases().filter(({ sample }) => !sample.endsSession);
const changing = cases().filter(({ route }) => isChange(route.method));
const withBody = table.filter(({ sample }) => sample.body);
const withoutBody = changing.filter(({ route, sample }) => !sample.body && route.stream === undefined);

const paramsOf = ({ name }: Case): Record<string, string> => given.get(name) ?? {};
/** Asks as the administrator, who is let in everywhere, with these bytes. */
const send = (
  row: Case,
  bytes: string | Buffer,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> =>
  server.admin(row.route.method, urlOf(row.route, paramsOf(row), row.sample.query), Buffer.from(bytes), {
    'content-type': 'application/json',
    ...headers,
  });
const sendBody = (row: Case, body: unknown): Promise<LightMyRequestResponse> =>
  send(row, JSON.stringify(body));
const good = (row: Case): Record<string, unknown> => row.sample.body?.(things, 'admin') ?? {};

let before: object;
beforeEach(async () => {
  before = await fingerprint(server.deps.pool);
});
afterEach(async () => {
  expect(await fingerprint(server.deps.pool), 'a refused request has no effect').toEqual(before);
});

/** What nobody may set from outside (mass assignment), and what nobody has. */
const strangeFields = [
  'role',
  'approved',
  'approval',
  'ownerId',
  'owner_id',
  'quota',
  'hostId',
  'xml',
  'path',
  'status',
  'id',
  'constructor',
  'x-limen',
];

describe.each(withBody)('the body of $name', (row) => {
  const schema = row.route.body;

  test('with a field it does not have is refused by that field', async () => {
    for (const field of strangeFields) {
      const error = refusalOf(await sendBody(row, { ...good(row), [field]: 'x' }), row.route);
      expect(error).toMatchObject({ code: 'request.invalid', field });
    }
    const proto = `{"__proto__":{"role":"admin"},${JSON.stringify(good(row)).slice(1)}`;
    expect(refusalOf(await send(row, proto), row.route).code).toBe('request.invalid');
  });

  test('with anything that does not fit in a field is refused by its path', async () => {
    for (const path of leaves(good(row))) {
      const field = path.join('.');
      const unfit = junk.filter(
        (value) => schema?.safeParse(withAt(good(row), path, value)).success === false,
      );
      expect(unfit.length, field).toBeGreaterThan(2);
      for (const value of unfit) {
        const error = refusalOf(await sendBody(row, withAt(good(row), path, value)), row.route);
        expect(error, JSON.stringify(value).slice(0, 50)).toMatchObject({ code: 'request.invalid', field });
      }
      for (const numeral of numerals) {
        const body = JSON.stringify(withAt(good(row), path, '@')).replace('"@"', numeral);
        // where 0 is a value, what is too near to it to be told from it is one too
        if (schema?.safeParse(JSON.parse(body)).success) continue;
        expect(refusalOf(await send(row, body), row.route), numeral).toMatchObject({ field });
      }
    }
  });

  test('without a field it needs is refused by that field', async () => {
    const needed = leaves(good(row)).filter(
      (path) => schema?.safeParse(withAt(good(row), path, undefined)).success === false,
    );
    for (const path of needed) {
      const error = refusalOf(await sendBody(row, withAt(good(row), path, undefined)), row.route);
      expect(error).toMatchObject({ code: 'request.invalid', field: path.join('.') });
    }
    if (schema?.safeParse({}).success === false) expect(needed).not.toEqual([]);
  });

  test.each(['[]', '5', 'true', '"x"', '[[[[]]]]', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'that is JSON but no object is refused: %.20s',
    async (bytes) => {
      expect(refusalOf(await send(row, bytes), row.route).code).toBe('request.invalid');
    },
  );

  test.each(['{', '{"a":1,}', "{'a':1}", 'nul', '', '\u0000', '{"a":1}{', '['.repeat(100_000)])(
    'that is not JSON is refused: %j',
    async (bytes) => {
      expect(refusalOf(await send(row, bytes), row.route).code).toBe('request.invalid');
    },
  );

  test.each([
    'text/plain',
    'text/json',
    'text/plain;application/json',
    'application/jsonx',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('of the type “%s” is refused by its type', async (type) => {
    const reply = await send(row, JSON.stringify({ noField: 'x' }), { 'content-type': type });
    expect(refusalOf(reply, row.route).code).toBe('request.media_type');
  });

  test.each([
    'application/json\ta',
    'application/json, text/plain',
    'APPLICATION/JSON',
    'application/json; charset=utf-16',
    ' application/json',
  ])('of the odd type “%s” is refused, or checked like any other', async (type) => {
    const reply = await send(row, JSON.stringify({ noField: 'x' }), { 'content-type': type });
    expect(['request.media_type', 'request.invalid']).toContain(refusalOf(reply, row.route).code);
  });
});

describe.each(changing)('$name', (row) => {
  test('with ten megabytes of JSON is refused, by whoever', async () => {
    const large = Buffer.alloc(10 * 1024 ** 2, ' ');
    // where bytes are streamed it is no question of how much
    const code = row.route.stream === undefined ? 'request.too_large' : 'request.media_type';
    expect(refusalOf(await send(row, large), row.route).code).toBe(code);
    const nobody = await server.anybody(row.route.method, urlOf(row.route, paramsOf(row)), large, {
      'content-type': 'application/json',
    });
    expect(refusalOf(nobody, row.route).code).toBe(code);
  });

  test('from a form, another page, or nowhere at all is refused before anything else', async () => {
    const url = urlOf(row.route, paramsOf(row));
    const origins = [
      'https://evil.example',
      'null',
      'http://localhost.evil.example',
      'http://localhost:1',
      'file://',
    ];
    for (const origin of origins) {
      const reply = await server.admin(row.route.method, url, row.sample.body && good(row), { origin });
      expect(refusalOf(reply, row.route).code, origin).toBe('request.origin');
    }
    const bare = await server.app.http.inject({
      method: row.route.method,
      url,
      headers: { cookie: server.cookieOf('owner'), host: 'localhost' },
      ...(row.sample.body ? { payload: good(row) } : {}),
    });
    expect(refusalOf(bare, row.route).code).toBe('request.origin');
  });
});

test.each(withoutBody)('$name takes no body', async (row) => {
  for (const body of [{ role: 'admin' }, ['x'], 'x']) {
    expect(refusalOf(await sendBody(row, body), row.route)).toMatchObject({
      code: 'request.invalid',
      field: 'body',
    });
  }
  expect(refusalOf(await send(row, '{'), row.route).code).toBe('request.invalid');
});

/** What a refusal says of the field; that of a HEAD has no body to say it in. */
const of = ({ route }: Case, field: string): { field?: string } => (route.method === 'HEAD' ? {} : { field });

test.each(cases().filter(({ sample }) => sample.params))('$name refuses what is no id', async (row) => {
  const ids = [
    'x',
    '0',
    '-1',
    '1e999',
    'null',
    '...',
    'vm%00',
    `${things.vmId}\u0000`,
    `${things.vmId} `,
    '%',
    '한',
  ];
  for (const [field, known] of Object.entries(paramsOf(row))) {
    if (!isId(known)) continue;
    for (const id of ids) {
      const url = urlOf(row.route, { ...paramsOf(row), [field]: id });
      const reply = await server.admin(row.route.method, url, row.sample.body && good(row));
      expect(refusalOf(reply, row.route), id).toMatchObject({ code: 'request.invalid', ...of(row, field) });
    }
  }
});

// what a browser is sent back to with parameters of somebody else's takes what it knows of them
const ownQuery = cases().filter(({ route }) => route.status !== 303);
test.each(ownQuery)('$name refuses a query it does not have', async (row) => {
  const url = `${urlOf(row.route, paramsOf(row))}?role=admin`;
  const error = refusalOf(await server.admin(row.route.method, url, row.sample.body && good(row)), row.route);
  expect(error).toMatchObject({ code: 'request.invalid', ...of(row, row.route.query ? 'role' : 'query') });
});

test('every value of a query is checked, given once', async () => {
  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=201', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1e999', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['active=yes', 'active'],
    ['active=true&active=true', 'active'],
    ['subjectId=x', 'subjectId'],
    ['subjectId=%00', 'subjectId'],
  ]) {
    const reply = await server.admin('GET', `/api/operations?${query}`);
    expect(refusalOf(reply), query).toMatchObject({ code: 'request.invalid', field });
  }
});

test('a key for doing it once is visible ASCII of at most 255 characters', async () => {
  for (const row of withBody.filter(({ route }) => route.idempotent)) {
    for (const key of ['', ' ', 'a b', 'x'.repeat(256), 'é', 'a, b']) {
      const reply = await send(row, JSON.stringify(good(row)), { 'idempotency-key': key });
      expect(refusalOf(reply, row.route), key).toMatchObject({
        code: 'request.invalid',
        field: 'Idempotency-Key',
      });
    }
  }
});

test('signing in with any name and password is a wrong password, or a wrong field', async () => {
  for (const userName of [
    'a\u0000',
    '\ud800',
    "' or 1=1 --",
    '%',
    'ＡＤＭＩＮ',
    'x'.repeat(64),
    '🦊',
    '__proto__',
  ]) {
    for (const text of [password, '\u0000', '\ud800', '🦊'.repeat(200)]) {
      const reply = await server.anybody('POST', '/api/session', { userName, password: text });
      expect(['auth.failed', 'request.invalid'], userName).toContain(refusalOf(reply).code);
    }
  }
});

test('what has no route, or not that method, is not there', async () => {
  for (const [method, url] of [
    ['GET', '/api/nothing'],
    ['GET', '/api/vms/../nothing'],
    ['GET', '/API/vms'],
    ['PATCH', '/api/vms'],
    ['DELETE', '/api/users'],
    ['POST', '/api/me'],
  ] as const) {
    expect(refusalOf(await server.admin(method, url)).code, `${method} ${url}`).toBe('request.not_found');
  }
});
