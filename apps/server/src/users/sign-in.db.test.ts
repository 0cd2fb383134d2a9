import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bare, fingerprint, refusalOf } from '../../testing/refusals.ts';
import { until } from '../../testing/saga-harness.ts';
import { password, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings } from '../../testing/things.ts';
import { SignInThrottle } from '../auth/sign-in-throttle.ts';
import { signIn } from './sign-in.ts';

const proxy = '10.0.0.1';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { TRUST_PROXY: proxy } });
  await makeThings(server);
  // pauses are there, and none passes by itself however slow the machine is
  server.deps.throttle = new SignInThrottle(() => 0);
});
afterAll(() => server.close());

type From = { address?: string; cookie?: string; headers?: Record<string, string> };
const tryAs = (userName: string, secret: string, from: From = {}): Promise<LightMyRequestResponse> =>
  server.app.http.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from.address ?? '192.0.2.1',
    headers: {
      'x-limen-request': '1',
      ...(from.cookie === undefined ? {} : { cookie: from.cookie }),
      ...from.headers,
    },
    payload: { userName, password: secret },
  });
const wrong = 'not the password';
const slow = (reply: LightMyRequestResponse): void => {
  expect(refusalOf(reply).code).toBe('auth.slow_down');
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
};
const untilSlow = async (userName: string, from: From): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    const reply = await tryAs(userName, wrong, from);
    if (reply.statusCode === 429) return slow(reply);
    expect(refusalOf(reply).code).toBe('auth.failed');
  }
  throw new Error('sixty guesses, and no pause');
};

describe('a stranger who guesses', () => {
  test('has to wait before anything is hashed, and keeps out nobody who was here before', async () => {
    await server.person('victim');
    const home = '192.0.2.10';
    const first = await tryAs('victim', password, { address: home });
    expect(first.statusCode).toBe(200);
    const device = first.cookies.find((c) => c.name === 'limen.device');
    expect(device).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/api/session' });
    for (let n = 0; n < 30; n += 1) await tryAs('victim', wrong, { address: `198.51.100.${n}` });
    slow(await tryAs('victim', password, { address: '198.51.100.200' }));
    expect((await tryAs('victim', password, { address: home })).statusCode).toBe(200);
    const cookie = `limen.device=${device?.value}`;
    expect((await tryAs('victim', password, { address: '203.0.113.5', cookie })).statusCode).toBe(200);
    slow(await tryAs('victim', password, { address: '203.0.113.6', cookie: `${cookie}x` }));
  });

  test('is told the same of an account that is there and of one that is not', async () => {
    await server.person('there');
    const answers = await Promise.all(
      ['there', 'not-there'].map(async (userName, n) => {
        const from = { address: `192.0.2.${20 + n}` };
        await untilSlow(userName, from);
        return bare(await tryAs(userName, wrong, from));
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  test('is no other one for an X-Forwarded-For that no proxy of ours has written', async () => {
    for (let n = 0; n < 4; n += 1) {
      const reply = await tryAs('forged', wrong, {
        address: '192.0.2.30',
        headers: { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` },
      });
      expect(reply.statusCode).toBe(401);
    }
    await tryAs('forged', wrong, { address: '192.0.2.30' });
    slow(await tryAs('forged', wrong, { address: '192.0.2.30', headers: { 'x-forwarded-for': '1.2.3.4' } }));
    // behind the proxy each is who the proxy says, whatever they say themselves
    const behind = (client: string): From => ({
      address: proxy,
      headers: { 'x-forwarded-for': `8.8.8.8, ${client}` },
    });
    await untilSlow('behind', behind('203.0.113.77'));
    expect((await tryAs('behind', wrong, behind('203.0.113.78'))).statusCode).toBe(401);
  });
});

describe('who is let in, and who is not', () => {
  const people = {
    unknown: { userName: 'nobody-of-this-name', password },
    malformed: { userName: 'Not A Name\u0000', password },
    wrong: { userName: 'owner', password: wrong },
    unapproved: { userName: 'unapproved', password },
    banned: { userName: 'banned', password },
  };

  test('unknown, wrong, unapproved and banned are answered alike: status, headers and body', async () => {
    const answers = await Promise.all(
      Object.values(people).map(async (who, n) =>
        bare(await tryAs(who.userName, who.password, { address: `192.0.2.${40 + n}` })),
      ),
    );
    expect(answers[0]).toMatchObject({ status: 401 });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('and in the same time: interleaved, their medians are one', async () => {
    // nothing here is about pauses: each attempt comes an hour after the last
    let ms = 0;
    const later = new SignInThrottle(() => {
      ms += 3_600_000;
      return ms;
    });
    const deps = { ...server.deps, throttle: later };
    const times = Object.values(people).map((who) => ({ who, all: [] as number[] }));
    const sample = async (): Promise<void> => {
      const order = times.map((each) => ({ each, at: Math.random() })).toSorted((a, b) => a.at - b.at);
      for (const { each } of order) {
        const from = performance.now();
        await expect(signIn(deps, { requestId: 'r', address: '192.0.2.1' }, each.who)).rejects.toMatchObject({
          code: 'auth.failed',
        });
        each.all.push(performance.now() - from);
      }
    };
    const medians = (): number[] =>
      times.map(({ all }) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0);
    const apart = (): boolean => {
      const [least, most] = [Math.min(...medians()), Math.max(...medians())];
      return most - least >= Math.max(1, least * 0.1);
    };
    // what the machine does beside this goes out with more of them; a difference that is there stays
    for (let n = 0; n < 60 || (apart() && n < 600); n += 1) await sample();
    expect(apart(), medians().join(' ')).toBe(false);
  });

  test('a password of more than a kilobyte is refused before it is hashed', async () => {
    const hashed: string[] = [];
    const { hashing } = server.deps;
    const verify = hashing.verify.bind(hashing);
    hashing.verify = (hash, given) => {
      hashed.push(given);
      return verify(hash, given);
    };
    for (const long of ['x'.repeat(1025), '가'.repeat(342), 'x'.repeat(1_000_000)]) {
      expect(refusalOf(await tryAs('owner', long))).toMatchObject({ field: 'password' });
    }
    expect(hashed).toEqual([]);
    expect((await tryAs('owner', '가'.repeat(341))).statusCode).toBe(401);
    expect(hashed).toHaveLength(1);
    hashing.verify = verify;
  });

  test('the session says from where and with what it was begun', async () => {
    await server.person('described');
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const reply = await tryAs('described', password, {
      address: '2001:db8::7',
      headers: { 'user-agent': agent, 'x-limen-address': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' },
    });
    const cookie = `limen.session_token=${encodeURIComponent(reply.cookies.find((c) => c.name === 'limen.session_token')?.value ?? '')}`;
    const { sessions } = (await server.with(cookie)('GET', '/api/sessions')).json<{
      sessions: { current: boolean }[];
    }>();
    expect(sessions.find((s) => s.current)).toMatchObject({
      browser: 'Firefox',
      system: 'Linux',
      address: '2001:db8::7',
    });
  });
});

test('many at once are all answered, and whoever has to come back is told when', async () => {
  await Promise.all(['one', 'two', 'three'].map((name) => server.person(name)));
  const replies = await Promise.all(
    Array.from({ length: 400 }, (_, n) =>
      tryAs(['one', 'two', 'three', 'four'][n % 4] ?? '', n % 8 < 4 ? password : wrong, {
        address: `192.0.${n % 50}.1`,
      }),
    ),
  );
  const statuses = new Set(replies.map((r) => r.statusCode));
  expect([...statuses].filter((s) => ![200, 401, 429, 503].includes(s))).toEqual([]);
  for (const reply of replies) {
    if (reply.statusCode === 429 || reply.statusCode === 503) {
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
  }
});

test('ten thousand requests of nobody leave not a row', async () => {
  const before = await fingerprint(server.deps.pool);
  const asked = Array.from({ length: 10_000 }, (_, n) => {
    const headers: Record<string, string> =
      n % 4 === 0
        ? { cookie: `limen.session_token=${'x'.repeat(32)}.${n}` }
        : n % 4 === 1
          ? { authorization: `Bearer limen_${'x'.repeat(60)}${n}` }
          : {};
    const url = ['/api/me', '/api/vms', '/api/auth/jwks', '/api/about', '/api/nothing'][n % 5] ?? '';
    return n % 100 === 99
      ? () => tryAs(`name${n}`, wrong, { address: `192.168.${n % 250}.1` })
      : () => server.app.http.inject({ method: 'GET', url, headers });
  });
  for (let n = 0; n < asked.length; n += 50) await Promise.all(asked.slice(n, n + 50).map((ask) => ask()));
  expect(await fingerprint(server.deps.pool)).toEqual(before);
});

test('failed attempts at an account are in the record, folded; those at no account are not', async () => {
  await server.person('watched');
  const from = { address: '192.0.2.90' };
  for (let n = 0; n < 5; n += 1) await tryAs('watched', wrong, from);
  await tryAs('watched', wrong, { address: '192.0.2.91' });
  await tryAs('not-watched', wrong, from);
  const lines = async (): Promise<object[]> =>
    (
      await server.deps.pool.query<object>(
        `select address, actor_id, actor_name, code, result, after->>'attempts' as attempts from audit_log
          where action = 'session.begin' and object_name = 'watched' and result <> 'done' order by seq`,
      )
    ).rows;
  const line = (address: string, attempts: string): object => ({
    address,
    actor_id: null,
    actor_name: '',
    code: 'auth.failed',
    result: 'refused',
    attempts,
  });
  await until(async () => (await lines()).length === 2);
  expect(await lines()).toEqual([line('192.0.2.90', '1'), line('192.0.2.91', '1')]);
  // what is not written yet is written at the latest when the server goes
  await server.deps.failedSignIns.close();
  expect(await lines()).toEqual([line('192.0.2.90', '1'), line('192.0.2.91', '1'), line('192.0.2.90', '4')]);
  const { rows } = await server.deps.pool.query(
    `select 1 from audit_log where object_name = 'not-watched' or after::text like '%not-watched%'`,
  );
  expect(rows).toEqual([]);
});
