import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { totpAt } from '../../testing/authenticator-app.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { cases, urlOf } from '../../testing/route-samples.ts';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { lockSeconds } from '../auth/second-factor-bounds.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
  // a code is good once: the test's clock goes on where a person would wait for the next
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await server.close();
});

const seconds = (n: number): void => void vi.setSystemTime(Date.now() + n * 1000);
/** A code that was never used. */
const fresh = (secret: string): string => {
  seconds(30);
  return totpAt(secret, Date.now());
};
/** One that is right at no time near. */
const wrong = (secret: string): string => {
  const right = [-60, -30, 0, 30, 60].map((s) => totpAt(secret, Date.now() + s * 1000));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((c) => !right.includes(c)) ?? '';
};
const cookieOf = (reply: LightMyRequestResponse): string =>
  reply.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

const enrol = async (as: Caller): Promise<{ secret: string; codes: string[] }> => {
  const begun = await as('POST', '/api/me/totp', { password });
  const { secret } = begun.json<{ secret: string }>();
  const reply = await as('POST', '/api/me/totp/confirm', { code: fresh(secret) });
  expect(reply.statusCode, reply.body).toBe(200);
  return { secret, codes: reply.json<{ recoveryCodes: string[] }>().recoveryCodes };
};
const signIn = (userName: string, given = password): Promise<LightMyRequestResponse> =>
  server.anybody('POST', '/api/session', { userName, password: given });
/** The cookie of somebody whose password was right. */
const half = async (userName: string): Promise<string> => {
  const reply = await signIn(userName);
  expect(refusalOf(reply).code).toBe('auth.second_factor');
  return cookieOf(reply);
};
const second = (
  cookie: string,
  code: string,
  kind: 'totp' | 'recovery' = 'totp',
): Promise<LightMyRequestResponse> => server.anybody('POST', '/api/session/code', { code, kind }, { cookie });
const sessions = async (userName: string): Promise<number> =>
  (
    await server.deps.pool.query(
      'select 1 from sessions s join users u on u.id = s.user_id where u.username = $1',
      [userName],
    )
  ).rows.length;
const audited = async (userName: string): Promise<string[]> =>
  (
    await server.deps.pool.query<{ line: string }>(
      `select action || ' ' || result || coalesce(' ' || code, '') as line from audit_log
        where actor_name = $1 order by seq`,
      [userName],
    )
  ).rows.map(({ line }) => line);
const idOf = async (as: Caller): Promise<string> =>
  (await as('GET', '/api/me')).json<{ user: { id: string } }>().user.id;

describe('turning it on', () => {
  test('asks for the password again, and changes nothing before a code was right', async () => {
    const ann = await server.person('ann');
    const refused = await ann('POST', '/api/me/totp', { password: 'not the password' });
    expect(refusalOf(refused).code).toBe('auth.password_wrong');
    expect(refusalOf(await ann('POST', '/api/me/totp', {})).code).toBe('auth.password_wrong');
    const early = await ann('POST', '/api/me/totp/confirm', { code: '123456' });
    expect(refusalOf(early).code).toBe('second_factor.state');

    const { secret, uri } = (await ann('POST', '/api/me/totp', { password })).json<{
      secret: string;
      uri: string;
    }>();
    expect(uri).toBe(`otpauth://totp/LIMEN:ann?secret=${secret}&issuer=LIMEN&digits=6&period=30`);
    expect((await signIn('ann')).statusCode).toBe(200);
    const no = await ann('POST', '/api/me/totp/confirm', { code: wrong(secret) });
    expect(refusalOf(no).code).toBe('auth.code_wrong');
    expect((await signIn('ann')).statusCode).toBe(200);
  });

  test('gives ten recovery codes, ends the other sessions and keeps this one, each thing a line of the record', async () => {
    const ben = await server.person('ben');
    const elsewhere = cookieOf(await signIn('ben'));
    const ended: object[] = [];
    const stop = server.deps.live.on('access.ended', (event) => ended.push(event));
    const { codes } = await enrol(ben);
    stop();
    expect(new Set(codes).size).toBe(10);
    expect((await ben('GET', '/api/me')).statusCode).toBe(200);
    const other = await server.anybody('GET', '/api/me', undefined, { cookie: elsewhere });
    expect(refusalOf(other).code).toBe('auth.required');
    expect(new Set(ended.map((event) => JSON.stringify(event))).size).toBe(1);
    expect(ended[0]).toEqual({ userId: await idOf(ben), sessionId: expect.any(String) });
    expect(await audited('ben')).toEqual([
      'user.register done',
      'session.begin done',
      'totp.begin done',
      'totp.enable done',
    ]);
    const factors = (await ben('GET', '/api/me/factors')).json();
    expect(factors).toEqual({ password: true, totp: { on: true, recoveryCodesLeft: 10 }, passkeys: [] });
  });

  test('once on it is not begun or confirmed again', async () => {
    const cat = await server.person('cat');
    const { secret } = await enrol(cat);
    const begin = await cat('POST', '/api/me/totp', { password });
    expect(refusalOf(begin).code).toBe('second_factor.state');
    const confirm = await cat('POST', '/api/me/totp/confirm', { code: fresh(secret) });
    expect(refusalOf(confirm).code).toBe('second_factor.state');
  });
});

describe('signing in', () => {
  test('a right password alone opens no session: its cookie is good for the code and nothing else', async () => {
    const dan = await server.person('dan');
    const { secret } = await enrol(dan);
    const before = await sessions('dan');
    const reply = await signIn('dan');
    expect(refusalOf(reply).code).toBe('auth.second_factor');
    expect(reply.cookies.map((c) => c.name)).toEqual(['limen.two_factor']);
    expect(reply.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', maxAge: 600 });
    expect(await sessions('dan')).toBe(before);
    const cookie = cookieOf(reply);
    for (const { route, sample, name } of cases()) {
      if (route.access === 'public') continue;
      const url = urlOf(route, (await sample.params?.(things, 'stranger')) ?? {}, sample.query);
      const asked = await server.anybody(route.method, url, sample.body?.(things, 'stranger'), { cookie });
      expect(refusalOf(asked).code, name).toBe('auth.required');
    }

    const done = await second(cookie, fresh(secret));
    expect(done.json<{ user: object }>().user).toMatchObject({ userName: 'dan' });
    const me = await server.anybody('GET', '/api/me', undefined, { cookie: cookieOf(done) });
    expect(me.json<{ user: object }>().user).toMatchObject({ userName: 'dan' });
    // spent with it
    expect(refusalOf(await second(cookie, fresh(secret))).code).toBe('auth.required');
    expect((await audited('dan')).at(-1)).toBe('session.begin done');
  });

  test('without the first step, or too long after it, a code opens nothing', async () => {
    const eve = await server.person('eve');
    const { secret } = await enrol(eve);
    for (const cookie of ['', 'limen.two_factor=', 'limen.two_factor=2fa-x.y', 'limen.two_factor=%']) {
      expect(refusalOf(await second(cookie, fresh(secret))).code).toBe('auth.required');
    }
    const cookie = await half('eve');
    // what it names is known, its signature is not
    const forged = cookie.replace(/\.[^.]*$/, '.AAAA');
    expect(refusalOf(await second(forged, fresh(secret))).code).toBe('auth.required');
    seconds(601);
    expect(refusalOf(await second(cookie, fresh(secret))).code).toBe('auth.required');
  });

  test('the session of somebody else in the same browser is not what the code is for', async () => {
    const fay = await server.person('fay');
    const { secret } = await enrol(fay);
    await server.person('gus');
    const both = `${server.cookieOf('gus')}; ${await half('fay')}`;
    const reply = await second(both, fresh(secret));
    expect(reply.json<{ user: object }>().user).toMatchObject({ userName: 'fay' });
  });

  test('a code is accepted once, and none older than it', async () => {
    const hal = await server.person('hal');
    const { secret } = await enrol(hal);
    const older = totpAt(secret, Date.now() + 30_000);
    seconds(30);
    const code = fresh(secret);
    expect((await second(await half('hal'), code)).statusCode).toBe(200);
    expect(refusalOf(await second(await half('hal'), code)).code).toBe('auth.code_wrong');
    expect(refusalOf(await second(await half('hal'), older)).code).toBe('auth.code_wrong');
    expect((await audited('hal')).slice(-2)).toEqual(Array(2).fill('session.begin refused auth.code_wrong'));

    const halves = await Promise.all(Array.from({ length: 5 }, () => half('hal')));
    const next = fresh(secret);
    const replies = await Promise.all(halves.map((cookie) => second(cookie, next)));
    expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(1);
  });

  test('guessing ends: after five with this password, after ten for a quarter of an hour', async () => {
    const ida = await server.person('ida');
    const { secret } = await enrol(ida);
    const guess = async (cookie: string, n: number): Promise<string[]> => {
      const codes: string[] = [];
      for (let i = 0; i < n; i += 1) codes.push(refusalOf(await second(cookie, wrong(secret))).code);
      return codes;
    };
    const first = await half('ida');
    expect(await guess(first, 5)).toEqual(Array(5).fill('auth.code_wrong'));
    // not even the right one
    expect(refusalOf(await second(first, fresh(secret))).code).toBe('auth.required');
    expect(await guess(await half('ida'), 5)).toEqual(Array(5).fill('auth.code_wrong'));
    const locked = refusalOf(await second(await half('ida'), fresh(secret)));
    expect(locked.code).toBe('auth.slow_down');
    expect(locked.retryAfterSeconds).toBeGreaterThan(lockSeconds - 100);
    expect(locked.retryAfterSeconds).toBeLessThanOrEqual(lockSeconds);
    // whoever is signed in works on
    expect((await ida('GET', '/api/me')).statusCode).toBe(200);
    seconds(lockSeconds);
    expect((await second(await half('ida'), fresh(secret))).statusCode).toBe(200);
  });

  test('many guesses at once are no more than five', async () => {
    const jan = await server.person('jan');
    const { secret } = await enrol(jan);
    const cookie = await half('jan');
    const replies = await Promise.all(Array.from({ length: 30 }, () => second(cookie, wrong(secret))));
    const looked = replies.filter((r) => refusalOf(r).code === 'auth.code_wrong');
    expect(looked.length).toBeLessThanOrEqual(5);
    expect(looked.length).toBeGreaterThan(0);
  });

  test('whoever is not approved, or banned, is told what a wrong password is told, and no more', async () => {
    const kim = await server.person('kim');
    const { secret } = await enrol(kim);
    const id = await idOf(kim);
    const [one, two] = [await half('kim'), await half('kim')];
    await server.admin('POST', `/api/users/${id}/reject`);
    const shown = (reply: LightMyRequestResponse): object => {
      const { requestId: _, ...error } = refusalOf(reply);
      return { error, cookies: reply.cookies };
    };
    const wrongPassword = shown(await signIn('kim', 'not the password'));
    expect(wrongPassword).toMatchObject({ error: { code: 'auth.failed' }, cookies: [] });
    expect(shown(await signIn('kim'))).toEqual(wrongPassword);
    // on their way in when it happened
    expect(shown(await second(one, fresh(secret)))).toEqual(wrongPassword);
    await server.admin('POST', `/api/users/${id}/approve`);
    await server.deps.pool.query('update users set banned = true where id = $1', [id]);
    expect(shown(await signIn('kim'))).toEqual(wrongPassword);
    expect(shown(await second(two, fresh(secret)))).toEqual(wrongPassword);
    expect(await sessions('kim')).toBe(0);
  });
});

describe('a recovery code', () => {
  test('opens a session once, however it is typed', async () => {
    const lee = await server.person('lee');
    const { codes } = await enrol(lee);
    const [a = '', b = '', c = ''] = codes;
    expect((await second(await half('lee'), a, 'recovery')).statusCode).toBe(200);
    expect(refusalOf(await second(await half('lee'), a, 'recovery')).code).toBe('auth.code_wrong');
    expect((await second(await half('lee'), b.toUpperCase().replace('-', ' '), 'recovery')).statusCode).toBe(
      200,
    );
    const factors = (await lee('GET', '/api/me/factors')).json<{ totp: object }>();
    expect(factors.totp).toEqual({ on: true, recoveryCodesLeft: 8 });
    const halves = await Promise.all(Array.from({ length: 5 }, () => half('lee')));
    const replies = await Promise.all(halves.map((cookie) => second(cookie, c, 'recovery')));
    expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(1);
  });

  test('is worth nothing once there are new ones, which take the password', async () => {
    const mia = await server.person('mia');
    const { codes } = await enrol(mia);
    const url = '/api/me/totp/recovery-codes';
    const no = await mia('POST', url, { password: 'not the password' });
    expect(refusalOf(no).code).toBe('auth.password_wrong');
    const renewed = (await mia('POST', url, { password })).json<{ recoveryCodes: string[] }>().recoveryCodes;
    expect(new Set([...codes, ...renewed]).size).toBe(20);
    expect(refusalOf(await second(await half('mia'), codes[0] ?? '', 'recovery')).code).toBe(
      'auth.code_wrong',
    );
    expect((await second(await half('mia'), renewed[0] ?? '', 'recovery')).statusCode).toBe(200);
    expect(await audited('mia')).toContain('totp.renewCodes done');
  });
});

describe('turning it off', () => {
  const url = '/api/me/totp/disable';

  test('takes password and code, and ends the other sessions', async () => {
    const ned = await server.person('ned');
    const { secret } = await enrol(ned);
    const elsewhere = cookieOf(await second(await half('ned'), fresh(secret)));
    const code = fresh(secret);
    const bad = await ned('POST', url, { password: 'not the password', code, kind: 'totp' });
    expect(refusalOf(bad).code).toBe('auth.password_wrong');
    const worse = await ned('POST', url, { password, code: wrong(secret), kind: 'totp' });
    expect(refusalOf(worse).code).toBe('auth.code_wrong');
    expect((await ned('POST', url, { password, code, kind: 'totp' })).statusCode).toBe(204);
    expect((await ned('GET', '/api/me')).statusCode).toBe(200);
    const other = await server.anybody('GET', '/api/me', undefined, { cookie: elsewhere });
    expect(refusalOf(other).code).toBe('auth.required');
    expect((await signIn('ned')).statusCode).toBe(200);
    expect(await audited('ned')).toContain('totp.disable done');
  });

  test('can be done with a recovery code, by whoever lost the phone', async () => {
    const ola = await server.person('ola');
    const { codes } = await enrol(ola);
    const reply = await ola('POST', url, { password, code: codes[9], kind: 'recovery' });
    expect(reply.statusCode).toBe(204);
  });

  test('is no way to guess codes without an end', async () => {
    const pia = await server.person('pia');
    const { secret } = await enrol(pia);
    const guesses: string[] = [];
    for (let i = 0; i < 10; i += 1) {
      guesses.push(refusalOf(await pia('POST', url, { password, code: wrong(secret), kind: 'totp' })).code);
    }
    expect(guesses).toEqual(Array(10).fill('auth.code_wrong'));
    const right = await pia('POST', url, { password, code: fresh(secret), kind: 'totp' });
    expect(refusalOf(right).code).toBe('auth.slow_down');
    expect(refusalOf(await second(await half('pia'), fresh(secret))).code).toBe('auth.slow_down');
    seconds(lockSeconds);
    expect((await pia('POST', url, { password, code: fresh(secret), kind: 'totp' })).statusCode).toBe(204);
  });
});

test('an administrator takes it away from whoever lost the phone, with a reason, and ends their sessions', async () => {
  const quy = await server.person('quy');
  await enrol(quy);
  const id = await idOf(quy);
  const url = `/api/users/${id}/reset-factors`;
  expect((await server.admin('POST', url, { reason: 'the phone is in the lake' })).statusCode).toBe(204);
  expect(refusalOf(await quy('GET', '/api/me')).code).toBe('auth.required');
  expect((await signIn('quy')).statusCode).toBe(200);
  const { rows } = await server.deps.pool.query(
    `select before, after, object_id, owner_id from audit_log where action = 'user.resetFactors' and result = 'done'`,
  );
  expect(rows).toEqual([
    {
      before: { secondFactor: true, passkeys: 0 },
      after: { secondFactor: false, passkeys: 0, sessionsEnded: 1, reason: 'the phone is in the lake' },
      object_id: id,
      owner_id: id,
    },
  ]);
  expect(refusalOf(await server.admin('POST', url, { reason: 'again' })).code).toBe('second_factor.state');
  const own = `/api/users/${await idOf(server.admin)}/reset-factors`;
  expect(refusalOf(await server.admin('POST', own, { reason: 'mine' })).code).toBe('user.state');
});

test('whoever reads the whole database finds no secret and no recovery code in it', async () => {
  const ray = await server.person('ray');
  const { secret, codes } = await enrol(ray);
  await second(await half('ray'), codes[0] ?? '', 'recovery');
  await second(await half('ray'), wrong(secret));
  const { rows: tables } = await server.deps.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  let dump = '';
  for (const { name } of tables) {
    const { rows } = await server.deps.pool.query<{ row: string }>(`select t::text as row from "${name}" t`);
    dump += rows.map(({ row }) => row).join('\n');
  }
  expect(dump).toContain('ray');
  const raw = Buffer.from(
    (
      Array.from(secret, (l) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(l).toString(2).padStart(5, '0'))
        .join('')
        .match(/.{8}/g) ?? []
    ).map((byte) => Number.parseInt(byte, 2)),
  ).toString();
  expect(raw).toHaveLength(32);
  for (const canary of [secret, raw, ...codes, ...codes.map((c) => c.replace('-', ''))]) {
    expect(dump.includes(canary)).toBe(false);
  }
});
