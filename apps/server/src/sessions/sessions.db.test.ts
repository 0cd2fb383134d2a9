import { liveClose } from '@limen/contract/live';
import type { Session } from '@limen/contract/sessions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLivePage } from '../../testing/live-page.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { until } from '../../testing/saga-harness.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { endSessions } from './end-sessions.ts';

/** Two processes on one database: what is ended in the one ends in the other. */
let here: TestServer;
let there: TestServer;
beforeAll(async () => {
  here = await startTestServer();
  there = await startTestServer({ beside: here });
});
afterAll(async () => {
  await there.close();
  await here.close();
});

const listed = async (person: Caller): Promise<Session[]> =>
  (await person('GET', '/api/sessions')).json<{ sessions: Session[] }>().sessions;
const idOf = async (person: Caller): Promise<string> =>
  (await person('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
const isNobody = async (person: Caller): Promise<boolean> =>
  (await person('GET', '/api/me')).statusCode === 401;

test('each place where one is signed in is listed, and told from the others by name, address and browser', async () => {
  const laptop = await here.person('ada');
  const phone = await here.signIn('ada');
  const all = await listed(phone);
  expect(all.map((s) => s.current)).toHaveLength(2);
  expect(all.filter((s) => s.current)).toHaveLength(1);
  expect(all.every((s) => s.address === '127.0.0.1')).toBe(true);
  const other = all.find((s) => !s.current);
  const named = await phone('PATCH', `/api/sessions/${other?.id}`, { name: '  집 노트북 ' });
  expect(named.json()).toMatchObject({ id: other?.id, name: '집 노트북', current: false });
  expect((await listed(laptop)).find((s) => s.current)).toMatchObject({ name: '집 노트북' });
  const unnamed = await laptop('PATCH', `/api/sessions/${other?.id}`, { name: null });
  expect(unnamed.json()).toMatchObject({ name: null, current: true });
  // nothing that opens a session is in what is told of it
  const { rows } = await here.deps.pool.query<{ token: string }>('select token from sessions');
  const told = JSON.stringify(all);
  for (const { token } of rows) expect(told).not.toContain(token);
});

describe('ending', () => {
  test('one of them ends that one, everywhere, and no other', async () => {
    const laptop = await here.person('ben');
    const phone = await here.signIn('ben');
    const atThere = there.with(here.cookieOf('ben'));
    expect(await isNobody(atThere)).toBe(false);
    const page = await openLivePage(there, { cookie: here.cookieOf('ben'), 'x-limen-request': '1' });
    await page.until((messages) => messages.length > 0);
    const other = (await listed(phone)).find((s) => !s.current);
    expect((await phone('DELETE', `/api/sessions/${other?.id}`)).statusCode).toBe(204);
    expect(await page.ended).toBe(liveClose.signedOut);
    expect(await isNobody(laptop)).toBe(true);
    await until(() => isNobody(atThere));
    expect(await listed(phone)).toHaveLength(1);
    expect(refusalOf(await phone('DELETE', `/api/sessions/${other?.id}`)).code).toBe('object.not_found');
  });

  test('all others leaves the one that asks, and what stands for an ended one ends with it', async () => {
    const old = await here.person('cho');
    const { token } = (await old('POST', '/api/auth/token')).json<{ token: string }>();
    const others = [old, await here.signIn('cho'), await here.signIn('cho')];
    const mine = await here.signIn('cho');
    expect((await mine('DELETE', '/api/sessions')).json()).toEqual({ ended: 3 });
    for (const other of others) expect(await isNobody(other)).toBe(true);
    expect(await listed(mine)).toMatchObject([{ current: true }]);
    const asked = await here.app.http.inject({
      method: 'GET',
      url: '/api/me',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refusalOf(asked).code).toBe('auth.required');
    expect((await mine('DELETE', '/api/sessions')).json()).toEqual({ ended: 0 });
  });

  test('somebody else’s is an administrator’s to do as a whole, never one by one', async () => {
    const victim = await here.person('dan');
    const stranger = await here.person('eve');
    const [session] = await listed(victim);
    const id = await idOf(victim);
    for (const other of [stranger, here.admin]) {
      for (const reply of [
        await other('DELETE', `/api/sessions/${session?.id}`),
        await other('PATCH', `/api/sessions/${session?.id}`, { name: 'mine' }),
      ]) {
        expect(refusalOf(reply).code).toBe('object.not_found');
      }
    }
    expect(refusalOf(await stranger('GET', `/api/users/${id}/sessions`)).code).toBe('auth.forbidden');
    expect(refusalOf(await stranger('POST', `/api/users/${id}/sign-out`, {})).code).toBe('auth.forbidden');
    expect(await isNobody(victim)).toBe(false);
    const seen = await here.admin('GET', `/api/users/${id}/sessions`);
    expect(seen.json()).toMatchObject({ sessions: [{ id: session?.id, current: false }] });
    expect((await here.admin('POST', `/api/users/${id}/sign-out`, {})).json()).toEqual({ ended: 1 });
    expect(await isNobody(victim)).toBe(true);
    // they can come back
    expect(await isNobody(await here.signIn('dan'))).toBe(false);
  });

  test('of many at once ends each once, and a transaction that is taken back ends none', async () => {
    const mine = await here.person('fay');
    const id = await idOf(mine);
    await Promise.all(Array.from({ length: 5 }, () => here.signIn('fay')));
    const undone = here.deps.db.transaction(async (tx) => {
      await endSessions(here.deps, tx, { userId: id, except: null });
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(await isNobody(mine)).toBe(false);
    const replies = await Promise.all(Array.from({ length: 10 }, () => mine('DELETE', '/api/sessions')));
    const ended = replies.map((r) => r.json<{ ended: number }>().ended);
    expect(ended.reduce((sum, n) => sum + n, 0)).toBe(5);
  });
});
