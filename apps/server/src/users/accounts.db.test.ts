import { beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { startServerWithMail } from '../../testing/server-with-mail.ts';
import type { SmtpServer } from '../../testing/smtp-server.ts';

let smtp: SmtpServer;
let server: TestServer;
let beside: TestServer;
beforeAll(async () => {
  const mailed = await startServerWithMail();
  ({ server, smtp } = mailed);
  // another process on the same database, as behind a balancer
  beside = await startTestServer({ beside: server, env: mailed.env });
  return async () => {
    await beside.close();
    await mailed.close();
  };
});

type Person = { id: string; name: string; caller: Caller };
let made = 0;
const person = async (approved = true, more: object = {}): Promise<Person> => {
  made += 1;
  const name = `person${made}`;
  const caller = await server.person(name, approved);
  if (Object.keys(more).length > 0) await caller('PATCH', '/api/me', { ...more, currentPassword: password });
  const { user } = (await caller('GET', '/api/me')).json<{ user: { id: string } }>();
  return { id: user.id, name, caller };
};
const admins = async (): Promise<Person> => {
  const one = await person();
  expect((await server.admin('PATCH', `/api/users/${one.id}`, { role: 'admin' })).statusCode).toBe(200);
  return one;
};
const actionsAbout = async (id: string): Promise<string[]> =>
  (
    await server.deps.pool.query<{ action: string }>(
      `select action from audit_log where object_id = $1 and result = 'done' order by seq`,
      [id],
    )
  ).rows.map((row) => row.action);
/** Asks the other process with this person's cookie until it refuses. */
const untilOutBeside = async (name: string): Promise<void> => {
  const headers = { 'x-limen-request': '1', cookie: server.cookieOf(name) };
  while ((await beside.app.http.inject({ method: 'GET', url: '/api/me', headers })).statusCode === 200) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a decision', () => {
  test('with a reason reaches the person who waits: on their page, and by mail in their language', async () => {
    const waits = await person(false, { email: 'waits@example.org', locale: 'ko' });
    const reply = await server.admin('POST', `/api/users/${waits.id}/reject`, { reason: 'Who are you?' });
    expect(reply.json()).toMatchObject({ approval: 'rejected', decisionReason: 'Who are you?' });
    // the session in which they wait goes on, and may do nothing else
    expect((await waits.caller('GET', '/api/me')).json()).toMatchObject({
      user: { approval: 'rejected', decisionReason: 'Who are you?' },
      permissions: [],
    });
    expect(refusalOf(await waits.caller('GET', '/api/vms')).code).toBe('auth.not_approved');
    const refused = await smtp.letter(({ to }) => to === 'waits@example.org');
    expect(refused.text).toContain('Who are you?');
    expect(refused.subject).toContain('승인되지 않았습니다');
    await server.admin('POST', `/api/users/${waits.id}/approve`, { reason: 'Ah, Kim!' });
    const welcome = await smtp.letter(
      ({ to, text }) => to === 'waits@example.org' && text.includes('Ah, Kim!'),
    );
    expect(welcome.text).toContain('https://limen.example.org');
    expect(await actionsAbout(waits.id)).toEqual([
      'user.register',
      'user.edit',
      'user.reject',
      'user.approve',
    ]);
  });

  test('stands also where no mail server takes the letter, and the page says that it did not arrive', async () => {
    const waits = await person(false, { email: 'gone@example.org' });
    smtp.refuseNext(550);
    const reply = await server.admin('POST', `/api/users/${waits.id}/approve`, {});
    expect(reply.json()).toMatchObject({ approval: 'approved' });
    const failedAt = async (): Promise<string | null> =>
      (await server.admin('GET', `/api/users/${waits.id}`)).json<{ mailFailedAt: string | null }>()
        .mailFailedAt;
    while ((await failedAt()) === null) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  test('that takes an approval back ends every session, in every process', async () => {
    const was = await person();
    await server.admin('POST', `/api/users/${was.id}/reject`, { reason: '' });
    expect(refusalOf(await was.caller('GET', '/api/me')).code).toBe('auth.required');
    await untilOutBeside(was.name);
  });
});

describe('a role', () => {
  test('counts from the answer on, up and down', async () => {
    const one = await person();
    expect(refusalOf(await one.caller('GET', '/api/users')).code).toBe('auth.forbidden');
    await server.admin('PATCH', `/api/users/${one.id}`, { role: 'admin' });
    expect((await one.caller('GET', '/api/users')).statusCode).toBe(200);
    await server.admin('PATCH', `/api/users/${one.id}`, { role: 'user' });
    expect(refusalOf(await one.caller('GET', '/api/users')).code).toBe('auth.forbidden');
    expect(await actionsAbout(one.id)).toContain('user.edit');
  });

  // T-BOOT-4
  test('T-BOOT-4: of the last two administrators one stays, whatever they do to each other at once, 20 times', async () => {
    const [a, b] = [await admins(), await admins()];
    await server.deps.pool.query(`update users set role = 'user' where username = 'admin'`);
    const ways: ((by: Person, of: Person) => ReturnType<Caller>)[] = [
      (by, of) => by.caller('PATCH', `/api/users/${of.id}`, { role: 'user' }),
      (by, of) => by.caller('POST', `/api/users/${of.id}/ban`, { reason: '' }),
      (by, of) => by.caller('POST', `/api/users/${of.id}/reject`, { reason: '' }),
      (by, of) => by.caller('DELETE', `/api/users/${of.id}`, { machines: 'delete' }),
      (by, of) => by.caller('PATCH', `/api/users/${by.id}`, { role: of.id === by.id ? 'admin' : 'user' }),
    ];
    for (let round = 0; round < 20; round += 1) {
      // demotions in every round; the other ways against each of them in the last ones
      const other = round < 15 ? ways[0] : ways[round - 15];
      const [one, two] = await Promise.all([ways[0]?.(a, b), other?.(b, a)]);
      const { rows } = await server.deps.pool.query<{ id: string }>(
        `select id from users where role = 'admin' and approval = 'approved' and not banned`,
      );
      expect(rows.length, `round ${round}: ${one?.body} ${two?.body}`).toBeGreaterThan(0);
      expect(rows.length).toBe(1);
      // as they were, for the next round; sessions that ended are made again
      await server.deps.pool.query(
        `update users set role = 'admin', approval = 'approved', banned = false, leaving_at = null where id = any($1)`,
        [[a.id, b.id]],
      );
      for (const who of [a, b]) {
        const exists = (await server.deps.pool.query(`select 1 from users where id = $1`, [who.id])).rowCount;
        if (exists === 0) Object.assign(who, await again());
        else who.caller = await server.signIn(who.name);
      }
    }
    await server.deps.pool.query(`update users set role = 'admin' where username = 'admin'`);
    await server.deps.pool.query(`update users set role = 'user' where id = any($1)`, [[a.id, b.id]]);
    for (const { id } of [a, b]) server.deps.live.publish('user.changed', { id });
  });
  const again = async (): Promise<Person> => {
    const one = await person();
    await server.deps.pool.query(`update users set role = 'admin', approval = 'approved' where id = $1`, [
      one.id,
    ]);
    return { ...one, caller: await server.signIn(one.name) };
  };

  test('of the last administrator cannot be taken, nor they be shut out, rejected, deleted, or leave', async () => {
    const { user } = (await server.admin('GET', '/api/me')).json<{ user: { id: string } }>();
    for (const [method, url, body] of [
      ['PATCH', `/api/users/${user.id}`, { role: 'user' }],
      ['POST', `/api/users/${user.id}/ban`, { reason: '' }],
      ['POST', `/api/users/${user.id}/reject`, { reason: '' }],
      ['DELETE', `/api/users/${user.id}`, { machines: 'delete' }],
      ['DELETE', '/api/me', { password }],
    ] as const) {
      expect(refusalOf(await server.admin(method, url, body)).code, url).toBe('user.last_admin');
    }
  });
});

describe('a ban', () => {
  test('ends every session in every process, keeps them out with the answer of a wrong password, and can be lifted', async () => {
    const bad = await person();
    const reply = await server.admin('POST', `/api/users/${bad.id}/ban`, { reason: 'mines coins' });
    expect(reply.json()).toMatchObject({ banned: true, banReason: 'mines coins', approval: 'approved' });
    expect(refusalOf(await bad.caller('GET', '/api/me')).code).toBe('auth.required');
    await untilOutBeside(bad.name);
    const signIn = () => server.anybody('POST', '/api/session', { userName: bad.name, password });
    expect(refusalOf(await signIn()).code).toBe('auth.failed');
    expect(refusalOf(await server.admin('POST', `/api/users/${bad.id}/ban`, {})).code).toBe('user.state');
    expect((await server.admin('POST', `/api/users/${bad.id}/unban`)).json()).toMatchObject({
      banned: false,
      banReason: '',
    });
    expect((await signIn()).statusCode).toBe(200);
    expect(refusalOf(await server.admin('POST', `/api/users/${bad.id}/unban`)).code).toBe('user.state');
    expect(await actionsAbout(bad.id)).toEqual([
      'user.register',
      'user.approve',
      'user.ban',
      'user.unban',
      'session.begin',
    ]);
  });
});

test('a person’s page has what an administrator may know, and nothing that proves who they are', async () => {
  const one = await person(true, { email: 'one@example.org' });
  const reply = await server.admin('GET', `/api/users/${one.id}`);
  expect(reply.json()).toMatchObject({
    user: { id: one.id, email: 'one@example.org' },
    decidedBy: { displayName: 'Admin' },
    sessions: 1,
    sshKeys: 0,
    machines: 0,
    images: 0,
    mailFailedAt: null,
  });
  expect(reply.body).not.toMatch(/argon2|limen\.invalid|token/);
});
