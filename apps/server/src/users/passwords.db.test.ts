import { beforeAll, describe, expect, test } from 'vitest';
import { bare, refusalOf } from '../../testing/refusals.ts';
import { type Caller, password, type TestServer } from '../../testing/server.ts';
import { startServerWithMail } from '../../testing/server-with-mail.ts';
import type { SmtpServer } from '../../testing/smtp-server.ts';
import { hashOfToken } from '../lib/secret-token.ts';

let smtp: SmtpServer;
let server: TestServer;
beforeAll(async () => {
  const mailed = await startServerWithMail();
  ({ server, smtp } = mailed);
  return mailed.close;
});

const other = 'another horse battery';
let made = 0;
const person = async (more: object = {}): Promise<{ id: string; name: string; caller: Caller }> => {
  made += 1;
  const name = `holder${made}`;
  const caller = await server.person(name);
  await caller('PATCH', '/api/me', { ...more, currentPassword: password });
  const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
  return { id: user.id, name, caller };
};
/** Asks until the letter is there: one server looks at a few such requests at a time, and forgets the others. */
const mailed = async (userName: string, address: string): Promise<void> => {
  while (!smtp.letters.some(({ to }) => to === address)) {
    await server.anybody('POST', '/api/password-reset', { userName });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const signIn = (userName: string, with_: string) =>
  server.anybody('POST', '/api/session', { userName, password: with_ });

describe('changing one’s password', () => {
  test('asks the old one, and ends every other session but this', async () => {
    const me = await person();
    const elsewhere = await server.signIn(me.name);
    const change = (current: string) => me.caller('POST', '/api/me/password', { current, password: other });
    expect(refusalOf(await change('not the password')).code).toBe('auth.password_wrong');
    expect((await elsewhere('GET', '/api/me')).statusCode).toBe(200);
    expect((await change(password)).statusCode).toBe(204);
    expect((await me.caller('GET', '/api/me')).statusCode).toBe(200);
    expect(refusalOf(await elsewhere('GET', '/api/me')).code).toBe('auth.required');
    expect(refusalOf(await signIn(me.name, password)).code).toBe('auth.failed');
    expect((await signIn(me.name, other)).statusCode).toBe(200);
  });

  test('is no way to find it by trying at an open browser, and stands in nobody else’s way', async () => {
    const [me, neighbour] = [await person(), await person()];
    const guess = (who: typeof me, n: number) =>
      who.caller('POST', '/api/me/password', { current: `guess number ${n}`, password: other });
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1) codes.push(refusalOf(await guess(me, n)).code);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('auth.password_wrong'));
    expect(codes.at(-1)).toBe('auth.slow_down');
    expect(refusalOf(await guess(neighbour, 0)).code).toBe('auth.password_wrong');
    // nor does it keep them from signing in
    expect((await signIn(me.name, password)).statusCode).toBe(200);
  });

  test('twice at the same moment succeeds once', async () => {
    const me = await person();
    const replies = await Promise.all(
      [0, 1, 2, 3].map((n) =>
        me.caller('POST', '/api/me/password', { current: password, password: `${other} ${n}` }),
      ),
    );
    expect(replies.map((r) => r.statusCode).toSorted((a, b) => a - b)).toEqual([204, 403, 403, 403]);
  });
});

describe('the address that such links go to', () => {
  test('is changed with the password only, and compared with nobody’s', async () => {
    const [me, other_] = [await person({ email: 'mine@example.org' }), await person()];
    const change = (more: object) => me.caller('PATCH', '/api/me', { email: 'thief@example.org', ...more });
    expect(refusalOf(await change({})).code).toBe('auth.password_wrong');
    expect(refusalOf(await change({ currentPassword: 'not the password' })).code).toBe('auth.password_wrong');
    expect((await me.caller('GET', '/api/me')).json()).toMatchObject({ user: { email: 'mine@example.org' } });
    // the same again, and everything else, takes none
    const same = { email: 'mine@example.org', displayName: 'Me', locale: 'ko' };
    expect((await me.caller('PATCH', '/api/me', same)).json()).toMatchObject({
      user: { displayName: 'Me', locale: 'ko' },
    });
    expect((await change({ currentPassword: password })).statusCode).toBe(200);
    const taken = { email: 'thief@example.org', currentPassword: password };
    expect((await other_.caller('PATCH', '/api/me', taken)).statusCode).toBe(200);
    const none = { email: null, currentPassword: password };
    expect((await me.caller('PATCH', '/api/me', none)).json()).toMatchObject({ user: { email: null } });
  });

  test('of an account without a password gets none', async () => {
    const me = await person({ email: 'provider@example.org' });
    await server.deps.pool.query(`delete from accounts where user_id = $1`, [me.id]);
    await server.anybody('POST', '/api/password-reset', { userName: me.name });
    const next = await person({ email: 'after@example.org' });
    await mailed(next.name, 'after@example.org');
    expect(smtp.letters.filter(({ to }) => to === 'provider@example.org')).toEqual([]);
  });
});

describe('a link for a new password', () => {
  const link = async (id: string): Promise<string> => {
    const reply = await server.admin('POST', `/api/users/${id}/password-link`);
    expect(reply.statusCode, reply.body).toBe(201);
    return reply.json<{ token: string }>().token;
  };
  const set = (token: string, next = other) =>
    server.anybody('POST', '/api/new-password', { token, password: next });

  test('is kept as a hash, works once however many use it, and ends every session', async () => {
    const me = await person();
    const token = await link(me.id);
    const { rows } = await server.deps.pool.query<{ all: string }>(
      `select (select string_agg(t::text, ' ') from verifications t)
           || (select string_agg(t::text, ' ') from audit_log t) as all`,
    );
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).toContain(hashOfToken(token));
    // all of them at the same place: nobody gets further while the password is held here
    const held = await server.deps.pool.connect();
    await held.query('begin');
    await held.query('select 1 from accounts where user_id = $1 for update', [me.id]);
    const asked = Array.from({ length: 8 }, (_, n) => set(token, `${other} ${n}`));
    const waiting = async (): Promise<number> =>
      (await held.query<{ count: number }>('select count(*)::int as count from pg_locks where not granted'))
        .rows[0]?.count ?? 0;
    while ((await waiting()) < 4) await new Promise((resolve) => setTimeout(resolve, 10));
    await held.query('commit');
    held.release();
    const replies = await Promise.all(asked);
    expect(replies.filter((r) => r.statusCode === 204)).toHaveLength(1);
    for (const reply of replies.filter((r) => r.statusCode !== 204)) {
      expect(refusalOf(reply).code).toBe('password_link.invalid');
    }
    expect(refusalOf(await me.caller('GET', '/api/me')).code).toBe('auth.required');
    expect(refusalOf(await signIn(me.name, password)).code).toBe('auth.failed');
  });

  test('ends with a newer one, with its time, with a changed password and with a ban', async () => {
    const me = await person();
    const [first, second] = [await link(me.id), await link(me.id)];
    expect(refusalOf(await set(first)).code).toBe('password_link.invalid');
    await server.deps.pool.query(`update verifications set expires_at = now() where value = $1`, [
      hashOfToken(second),
    ]);
    expect(refusalOf(await set(second)).code).toBe('password_link.invalid');
    const third = await link(me.id);
    await me.caller('POST', '/api/me/password', { current: password, password: other });
    expect(refusalOf(await set(third)).code).toBe('password_link.invalid');
    const fourth = await link(me.id);
    await server.admin('POST', `/api/users/${me.id}/ban`, {});
    expect(refusalOf(await set(fourth)).code).toBe('password_link.invalid');
    expect(refusalOf(await server.admin('POST', `/api/users/${me.id}/password-link`)).code).toBe(
      'user.state',
    );
  });

  test('T-LOGIN-6: asked for by mail, it is answered alike whether anybody has that name or not', async () => {
    const me = await person({ email: 'me@example.org', locale: 'en' });
    await person({});
    const answers = [];
    for (const userName of [me.name, `holder${made}`, 'nobody-at-all', 'ADMIN', 'Not A Name!']) {
      answers.push(bare(await server.anybody('POST', '/api/password-reset', { userName })));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const letter = await smtp.letter(({ to }) => to === 'me@example.org');
    const token = /new-password#([\w-]{43})$/m.exec(letter.text)?.[1] ?? '';
    expect(letter.text).toContain('https://limen.example.org/new-password#');
    expect((await set(token)).statusCode).toBe(204);
    expect((await signIn(me.name, other)).statusCode).toBe(200);
  });

  test('by mail comes once in five minutes however often it is asked for, and leaves an administrator’s alone', async () => {
    const me = await person({ email: 'often@example.org' });
    const handed = await link(me.id);
    const ask = () => server.anybody('POST', '/api/password-reset', { userName: me.name });
    await Promise.all(Array.from({ length: 20 }, ask));
    await smtp.letter(({ to }) => to === 'often@example.org');
    for (let n = 0; n < 20; n += 1) await ask();
    // whatever was asked is looked at before this next one, which is for somebody else
    const last = await person({ email: 'last@example.org' });
    await mailed(last.name, 'last@example.org');
    expect(smtp.letters.filter(({ to }) => to === 'often@example.org')).toHaveLength(1);
    expect((await set(handed)).statusCode).toBe(204);
  });

  test('T-LOGIN-7: asked for with names that nobody has, it leaves no row', async () => {
    const count = async (): Promise<unknown> =>
      (
        await server.deps.pool.query(
          `select (select count(*) from verifications) v, (select count(*) from audit_log) a, (select count(*) from users) u`,
        )
      ).rows[0];
    const before = await count();
    for (let n = 0; n < 200; n += 1) {
      await server.anybody('POST', '/api/password-reset', { userName: `nobody-${n}` });
    }
    expect(await count()).toEqual(before);
  });
});
