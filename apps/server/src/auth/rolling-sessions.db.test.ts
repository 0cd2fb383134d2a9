import type { Session } from '@limen/contract/sessions';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { until } from '../../testing/saga-harness.ts';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { buildApp } from '../app.ts';
import { PageRequests } from '../http/page-requests.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const day = 24 * 3600;
const week = 7 * day;
type Row = { id: string; expires_at: Date; created_at: Date; updated_at: Date };
const rowOf = async (userName: string): Promise<Row | undefined> => {
  const { rows } = await server.asOwner(
    `select s.* from sessions s join users u on u.id = s.user_id where u.username = $1`,
    [userName],
  );
  return rows[0] as Row | undefined;
};
/** As if so much time had passed since the person signed in, and this since their session was prolonged. */
const age = async (userName: string, passed: { days: number; prolongedDaysAgo?: number }): Promise<void> => {
  const { days, prolongedDaysAgo = days } = passed;
  await server.asOwner(
    `update sessions set created_at = now() - make_interval(secs => $2),
        updated_at = now() - make_interval(secs => $3),
        expires_at = now() + make_interval(secs => $4)
     where user_id = (select id from users where username = $1)`,
    [userName, days * day, prolongedDaysAgo * day, week - prolongedDaysAgo * day],
  );
  // what is known of people for two seconds would hide it
  server.deps.live.publish('access.unknown', { askable: true });
};
const secondsTo = (date: Date | undefined): number => ((date?.getTime() ?? 0) - Date.now()) / 1000;
type Cookie = LightMyRequestResponse['cookies'][number];
const sessionCookie = (reply: LightMyRequestResponse): Cookie | undefined =>
  reply.cookies.find(({ name }) => name.endsWith('limen.session_token'));
const look = (person: Caller, headers?: object): Promise<LightMyRequestResponse> =>
  person('GET', '/api/me', undefined, headers);

describe('a session that is used', () => {
  test('a day after it was prolonged goes on for a week, in the database and in the browser', async () => {
    const person = await server.person('daily');
    await age('daily', { days: 1.01 });
    const reply = await look(person);
    expect(reply.statusCode).toBe(200);
    const cookie = sessionCookie(reply);
    expect(server.cookieOf('daily')).toContain(`${cookie?.name}=${encodeURIComponent(cookie?.value ?? '')}`);
    const left = secondsTo((await rowOf('daily'))?.expires_at);
    expect(Math.abs(left - week)).toBeLessThan(60);
    expect(Math.abs((cookie?.maxAge ?? 0) - week)).toBeLessThan(60);
    expect(await person('GET', '/api/sessions').then((r) => r.json())).toMatchObject({
      sessions: [{ current: true, expiresAt: (await rowOf('daily'))?.expires_at.toISOString() }],
    });
  });

  test('is prolonged once a day at most: in between a read writes nothing', async () => {
    const person = await server.person('often');
    for (const [passed, prolongs] of [
      [0.99, false],
      [1.01, true],
    ] as const) {
      await age('often', { days: passed });
      await server.asOwner('update sessions set updated_at = now()');
      server.deps.live.publish('access.unknown', { askable: true });
      const before = await rowOf('often');
      const replies = await Promise.all(Array.from({ length: 20 }, () => look(person)));
      expect(replies.filter((reply) => sessionCookie(reply))).toHaveLength(prolongs ? 1 : 0);
      if (!prolongs) expect(await rowOf('often')).toEqual(before);
      server.deps.live.publish('access.unknown', { askable: true });
      expect(sessionCookie(await look(person))).toBeUndefined();
    }
  });

  test('remembers its last use to five minutes, without being prolonged', async () => {
    const person = await server.person('seen');
    await age('seen', { days: 0.5 });
    const before = await rowOf('seen');
    await look(person);
    const after = await rowOf('seen');
    expect(after?.expires_at).toEqual(before?.expires_at);
    expect(secondsTo(after?.updated_at)).toBeGreaterThan(-60);
    server.deps.live.publish('access.unknown', { askable: true });
    await look(person);
    expect((await rowOf('seen'))?.updated_at).toEqual(after?.updated_at);
  });

  test('goes on also where the request itself is refused', async () => {
    const person = await server.person('lost');
    await age('lost', { days: 2 });
    const reply = await person('GET', `/api/vms/${crypto.randomUUID()}`);
    expect(reply.statusCode).toBe(404);
    expect(sessionCookie(reply)).toBeDefined();
  });
});

describe('90 days after signing in a session ends, however much it is used:', () => {
  test('it is prolonged to there and no further', async () => {
    const person = await server.person('long');
    await age('long', { days: 86, prolongedDaysAgo: 3.5 });
    const cookie = sessionCookie(await look(person));
    const left = secondsTo((await rowOf('long'))?.expires_at);
    expect(Math.abs(left - 4 * day)).toBeLessThan(60);
    expect(Math.abs((cookie?.maxAge ?? 0) - 4 * day)).toBeLessThan(60);
    const [shown] = (await person('GET', '/api/sessions')).json<{ sessions: Session[] }>().sessions;
    expect(shown?.expiresAt).toBe(shown?.lastEnd);
    server.deps.live.publish('access.unknown', { askable: true });
    expect(sessionCookie(await look(person))).toBeUndefined();
  });

  test('one that was written down as longer, by an older LIMEN, ends there as well, with what stands for it', async () => {
    const person = await server.person('older');
    const { token } = (await person('POST', '/api/auth/token')).json<{ token: string }>();
    await age('older', { days: 90.01, prolongedDaysAgo: 0 });
    expect(secondsTo((await rowOf('older'))?.expires_at)).toBeGreaterThan(day);
    const reply = await look(person);
    expect(refusalOf(reply).code).toBe('auth.required');
    expect(sessionCookie(reply)).toBeUndefined();
    const bearer = { authorization: `Bearer ${token}` };
    expect(refusalOf(await look(server.anybody, bearer)).code).toBe('auth.required');
  });
});

describe('a session that has ended is never prolonged:', () => {
  test('one whose time was over', async () => {
    const person = await server.person('away');
    await age('away', { days: 7.01 });
    const reply = await look(person);
    expect(refusalOf(reply).code).toBe('auth.required');
    expect(sessionCookie(reply)).toBeUndefined();
  });

  test('one that ended between the look at it and its prolonging', async () => {
    const person = await server.person('between');
    await age('between', { days: 3 });
    const actor = await server.deps.actors.of({ cookie: server.cookieOf('between') });
    await server.asOwner('update sessions set expires_at = now() where id = $1', [actor?.sessionId]);
    if (!actor) throw new Error('nobody');
    expect(await server.deps.actors.prolong(actor)).toEqual([]);
    expect(secondsTo((await rowOf('between'))?.expires_at)).toBeLessThanOrEqual(0);
    server.deps.live.publish('access.unknown', { askable: true });
    expect(refusalOf(await look(person)).code).toBe('auth.required');
  });

  test('one that is being revoked while a request wants to prolong it', async () => {
    const person = await server.person('raced');
    await age('raced', { days: 3 });
    const id = (await rowOf('raced'))?.id;
    await server.asOwner('update sessions set updated_at = now() where id = $1', [id]);
    const revoking = new pg.Client(server.owner);
    await revoking.connect();
    await revoking.query('begin');
    await revoking.query('delete from sessions where id = $1', [id]);
    const asked = look(person);
    // the request stands before the row that is being deleted
    await until(async () => {
      const { rows } = await server.deps.pool.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'update "sessions"%'`,
      );
      return rows.length === 1;
    });
    await revoking.query('commit');
    await revoking.end();
    expect(sessionCookie(await asked)).toBeUndefined();
    expect(await rowOf('raced')).toBeUndefined();
    server.deps.live.publish('access.unknown', { askable: true });
    expect(refusalOf(await look(person)).code).toBe('auth.required');
  });

  test('one that the request itself ends: the last word to the browser is that it is gone', async () => {
    const person = await server.person('leaving');
    await age('leaving', { days: 2 });
    const reply = await person('DELETE', '/api/session');
    expect(reply.statusCode, reply.body).toBeLessThan(300);
    const last = reply.cookies.filter(({ name }) => name === 'limen.session_token').at(-1);
    expect(last).toMatchObject({ value: '', maxAge: 0 });
    expect(await rowOf('leaving')).toBeUndefined();
  });
});

describe('no prolonging is lost where no cookie reaches the browser:', () => {
  test('a live page leaves it to the next request', async () => {
    const person = await server.person('watching');
    await age('watching', { days: 2 });
    const before = (await rowOf('watching'))?.expires_at;
    const page = await openLivePage(server, 'watching');
    await page.until((messages) => messages.length > 0);
    expect((await rowOf('watching'))?.expires_at).toEqual(before);
    expect(sessionCookie(await look(person))).toBeDefined();
    page.socket.terminate();
  });

  test('so does the server’s own page, which asks in the name of whoever opens it', async () => {
    await server.person('opening');
    await age('opening', { days: 2 });
    const before = (await rowOf('opening'))?.expires_at;
    const pages = new PageRequests();
    const app = await buildApp(server.deps, pages);
    const ask = (key: string): Promise<LightMyRequestResponse> =>
      app.http.inject({
        url: '/api/me',
        headers: { cookie: server.cookieOf('opening'), 'x-limen-pages-key': key },
      });
    const drawn = await ask(pages.key);
    expect([drawn.statusCode, sessionCookie(drawn)]).toEqual([200, undefined]);
    expect((await rowOf('opening'))?.expires_at).toEqual(before);
    expect(sessionCookie(await ask('guessed'))).toBeDefined();
    await app.http.close();
  });
});

describe.each([
  ['over TLS', { LIMEN_PUBLIC_URL: 'https://limen.example.org' }, '__Secure-limen.session_token'],
  ['without TLS', {}, 'limen.session_token'],
])('%s', (_, env, name) => {
  test('the renewed cookie is the one of signing in, but for its time', async () => {
    const one = await startTestServer({ env });
    try {
      const signedIn = await one.anybody('POST', '/api/session', { userName: 'admin', password });
      const given = sessionCookie(signedIn);
      const cookie = `${given?.name}=${encodeURIComponent(given?.value ?? '')}`;
      await one.asOwner(`update sessions set expires_at = expires_at - interval '2 days'`);
      const renewed = sessionCookie(await one.with(cookie)('GET', '/api/me'));
      expect(given?.name).toBe(name);
      expect({ ...renewed, maxAge: 0 }).toEqual({ ...given, maxAge: 0 });
      expect(renewed).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(renewed?.secure).toBe(name.startsWith('__Secure-') ? true : undefined);
    } finally {
      await one.close();
    }
  });
});
