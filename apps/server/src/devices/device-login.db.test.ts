import { userCode as userCodeForm } from '@limen/contract/devices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprint, refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';

let server: TestServer;
let person: Caller;
beforeAll(async () => {
  server = await startTestServer();
  person = await server.person('person');
});
afterAll(() => server.close());

type Begun = {
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string;
  intervalSeconds: number;
};
const begin = async (client = 'limen on laptop'): Promise<Begun> => {
  const reply = await server.anybody('POST', '/api/auth/device', { client });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Begun>();
};
const poll = (deviceCode: string) => server.anybody('POST', '/api/auth/device/token', { deviceCode });
const decide = (verb: 'look' | 'allow' | 'refuse', userCode: string, who = person) =>
  who('POST', `/api/auth/device/${verb}`, { userCode });
/** As if the time until the next poll had passed. */
const letTimePass = () => server.deps.pool.query('update device_codes set last_polled_at = null');
const linesOf = async (action: string): Promise<unknown[]> =>
  (
    await server.deps.pool.query(
      'select actor_name, via, object_name, after, result from audit_log where action = $1 order by seq',
      [action],
    )
  ).rows;

test('a program gets a token once its person has allowed it, and acts as them', async () => {
  const begun = await begin();
  expect(userCodeForm.safeParse(begun.userCode).success).toBe(true);
  expect(begun.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect(begun.verificationUriComplete).toBe(`${begun.verificationUri}?code=${begun.userCode}`);

  const waiting = await poll(begun.deviceCode);
  expect(refusalOf(waiting)).toMatchObject({
    code: 'auth.device_pending',
    retryAfterSeconds: begun.intervalSeconds,
  });
  expect(waiting.headers['retry-after']).toBe(String(begun.intervalSeconds));

  const typed = begun.userCode.toLowerCase().replace('-', ' ');
  expect((await decide('look', typed)).json()).toMatchObject({
    client: 'limen on laptop',
    address: '127.0.0.1',
  });
  expect((await decide('allow', typed)).statusCode).toBe(204);

  await letTimePass();
  const { token, expiresAt } = (await poll(begun.deviceCode)).json<{ token: string; expiresAt: string }>();
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  const me = await asProgram(token);
  expect(me.json()).toMatchObject({ user: { userName: 'person' } });
  const own = await person('GET', '/api/tokens');
  expect(own.json()).toMatchObject({ tokens: [{ name: 'limen on laptop', scope: 'manage' }] });

  expect(await linesOf('device.begin')).toMatchObject([{ via: 'anonymous', object_name: 'limen on laptop' }]);
  expect(await linesOf('device.allow')).toMatchObject([
    { actor_name: 'person', after: { address: '127.0.0.1' } },
  ]);
  expect(await linesOf('device.token')).toMatchObject([{ actor_name: 'person' }]);
  const { rows } = await server.deps.pool.query<{ all: string }>(
    `select (select json_agg(a)::text from audit_log a) || coalesce((select json_agg(d)::text from device_codes d), '') as all`,
  );
  for (const secret of [token, begun.deviceCode]) expect(rows[0]?.all).not.toContain(secret);
});

/** As the program signs in with what it was given. */
const asProgram = (token: string) =>
  server.anybody('GET', '/api/me', undefined, {
    authorization: `Bearer ${token}`,
  });

test('of many polls at once one gets the token, and none after it', async () => {
  const { deviceCode, userCode } = await begin();
  await decide('allow', userCode);
  const replies = await Promise.all(Array.from({ length: 10 }, () => poll(deviceCode)));
  expect(replies.filter((reply) => reply.statusCode === 200)).toHaveLength(1);
  expect(refusalOf(await poll(deviceCode)).code).toBe('auth.device_refused');
});

test('a refused program gets nothing, and its code is spent', async () => {
  const { deviceCode, userCode } = await begin();
  expect((await decide('refuse', userCode)).statusCode).toBe(204);
  expect(refusalOf(await decide('allow', userCode)).code).toBe('object.not_found');
  expect(refusalOf(await poll(deviceCode)).code).toBe('auth.device_refused');
  expect(refusalOf(await poll(deviceCode)).code).toBe('auth.device_refused');
  expect(await linesOf('device.refuse')).toMatchObject([{ actor_name: 'person' }]);
});

test('after ten minutes a code is worth nothing, neither to the program nor to its person', async () => {
  const { deviceCode, userCode } = await begin();
  const allowed = await begin();
  await decide('allow', allowed.userCode);
  const { now } = server.deps.clock;
  server.deps.clock.now = () => new Date(now().getTime() + 10 * 60 * 1000 + 1);
  try {
    for (const verb of ['look', 'allow', 'refuse'] as const) {
      expect(refusalOf(await decide(verb, userCode)).code).toBe('object.not_found');
    }
    for (const code of [deviceCode, allowed.deviceCode]) {
      expect(refusalOf(await poll(code)).code).toBe('auth.device_refused');
    }
  } finally {
    server.deps.clock.now = now;
  }
});

test('who polls too fast is told to wait longer each time, and loses nothing by it', async () => {
  const { deviceCode, userCode } = await begin();
  expect(refusalOf(await poll(deviceCode)).code).toBe('auth.device_pending');
  const [first, second] = [refusalOf(await poll(deviceCode)), refusalOf(await poll(deviceCode))];
  expect([first.code, second.code]).toEqual(['auth.slow_down', 'auth.slow_down']);
  expect(second.retryAfterSeconds).toBeGreaterThan(first.retryAfterSeconds ?? Infinity);
  await decide('allow', userCode);
  expect((await poll(deviceCode)).statusCode).toBe(200);
});

test('whoever was rejected after they allowed a program does not come in by it', async () => {
  const fleeting = await server.person('fleeting');
  const { user } = (await fleeting('GET', '/api/me')).json<{ user: { id: string } }>();
  const { deviceCode, userCode } = await begin();
  expect((await decide('allow', userCode, fleeting)).statusCode).toBe(204);
  await server.admin('POST', `/api/users/${user.id}/reject`);
  expect(refusalOf(await poll(deviceCode)).code).toBe('auth.device_refused');
  const { rows } = await server.deps.pool.query('select 1 from sessions where user_id = $1', [user.id]);
  expect(rows).toEqual([]);
});

test('guessing codes ends soon, for the person who guesses and for nobody else', async () => {
  const guesser = await server.person('guesser');
  const { userCode } = await begin();
  const codes = await Promise.all(
    Array.from(
      { length: 10 },
      async (_, n) => refusalOf(await decide('look', `BBBBBBB${'BCDFGHJKLM'[n]}`, guesser)).code,
    ),
  );
  expect(new Set(codes)).toEqual(new Set(['object.not_found']));
  const refused = refusalOf(await decide('allow', userCode, guesser));
  expect(refused.code).toBe('auth.slow_down');
  expect(refused.retryAfterSeconds).toBeGreaterThan(0);
  expect((await decide('look', userCode)).statusCode).toBe(200);
});

test('an unapproved person allows nothing', async () => {
  const unapproved = await server.person('unapproved', false);
  const { userCode } = await begin();
  expect(refusalOf(await decide('allow', userCode, unapproved)).code).toBe('auth.not_approved');
});

test('a flood from one address is turned away, and leaves no rows behind', async () => {
  let turnedAway = false;
  for (let n = 0; n < 30 && !turnedAway; n += 1) {
    turnedAway = (await server.anybody('POST', '/api/auth/device', { client: 'flood' })).statusCode === 429;
  }
  expect(turnedAway).toBe(true);
  const before = await fingerprint(server.deps.pool);
  const more = await Promise.all(
    Array.from({ length: 50 }, () => server.anybody('POST', '/api/auth/device', { client: 'flood' })),
  );
  for (const reply of more) expect(refusalOf(reply).code).toBe('auth.slow_down');
  expect(await fingerprint(server.deps.pool)).toEqual(before);
});
