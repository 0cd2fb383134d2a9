import { settingDefaults } from '@limen/contract/settings';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Walker } from '../../testing/oidc-process.ts';
import { expectFailed, startVisited, type Visited } from '../../testing/oidc-visitors.ts';
import { fingerprint, refusalOf } from '../../testing/refusals.ts';
import { type SmtpServer, startSmtpServer } from '../../testing/smtp-server.ts';
import { hashOfToken } from '../lib/secret-token.ts';

const mail = (email: string, verified: unknown): Record<string, unknown> => ({
  email,
  email_verified: verified,
});
const racers = Array.from({ length: 6 }, (_, n) => `racer${n}`);
let at: Visited;
let smtp: SmtpServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
  at = await startVisited(
    {
      ...Object.fromEntries(
        ['first', 'second', ...racers].map((name) => [name, { preferred_username: name }]),
      ),
      waiting: { name: 'Somebody waiting' },
      proven: mail('Proven@Example.org', true),
      other: mail('other@example.org', true),
      unproven: mail('unproven@example.org', false),
      silent: {},
    },
    { SMTP_URL: smtp.url, MAIL_FROM: 'limen@example.org', LIMEN_PUBLIC_URL: 'http://localhost:8080' },
  );
});
afterAll(async () => {
  await at.close();
  await smtp.close();
});

type Made = { invitation: { id: string }; token: string };
const invite = async (body: object = {}): Promise<Made> =>
  (await at.server.admin('POST', '/api/invitations', body)).json<Made>();
const registration = async (mode: 'open' | 'invitation' | 'closed'): Promise<void> => {
  const reply = await at.server.admin('PUT', '/api/settings/registration', {
    ...settingDefaults.registration,
    mode,
  });
  expect(reply.statusCode, reply.body).toBeLessThan(300);
};
const comeBy = (token: string, login: string): Promise<LightMyRequestResponse> =>
  at.come(login, undefined, token);
const usedBy = async ({ invitation }: Made): Promise<string | null> => {
  const { rows } = await at.server.deps.pool.query<{ username: string | null; used: boolean }>(
    `select u.username, i.used_at is not null as used from invitations i left join users u on u.id = i.used_by
     where i.id = $1`,
    [invitation.id],
  );
  return rows[0]?.used === true ? rows[0].username : null;
};
const isIn = (reply: LightMyRequestResponse): boolean =>
  reply.cookies.some(({ name, value }) => name === 'limen.session_token' && value !== '');

beforeEach(() => registration('invitation'));

test('administrators are told of whoever comes by a service and waits', async () => {
  const boss = { email: 'boss@example.org', currentPassword: 'correct horse battery' };
  expect((await at.server.admin('PATCH', '/api/me', boss)).statusCode).toBe(200);
  await comeBy((await invite()).token, 'waiting');
  const letter = await smtp.letter(({ to }) => to === 'boss@example.org');
  expect(letter.text).toContain('Somebody waiting');
});

test('whoever is invited comes in by a sign-in service, as the invitation says, and it is used', async () => {
  const [plain, approved] = [await invite(), await invite({ approved: true })];
  const waits = await comeBy(plain.token, 'first');
  expect([waits.statusCode, waits.headers.location]).toEqual([303, '/']);
  expect((await at.meOf(waits)).approval).toBe('pending');
  const lets = await comeBy(approved.token, 'second');
  expect((await at.meOf(lets)).approval).toBe('approved');
  expect([await usedBy(plain), await usedBy(approved)]).toEqual(['first', 'second']);
  const { rows } = await at.server.deps.pool.query(
    `select d.username from users u join users d on d.id = u.decided_by where u.username = 'second'`,
  );
  expect(rows).toEqual([{ username: 'admin' }]);
  expect(await at.lines('user.register')).toContainEqual(
    expect.objectContaining({
      actor_name: 'second',
      after: expect.objectContaining({ by: 'Campus', approval: 'approved', invited: true }),
    }),
  );
});

test('an invitation of somebody who is no administrator any more lets nobody in without approval', async () => {
  await registration('open');
  const second = await at.server.person('second-admin');
  const { user } = (await second('GET', '/api/me')).json<{ user: { id: string } }>();
  await at.server.admin('PATCH', `/api/users/${user.id}`, { role: 'admin' });
  const { token } = (await second('POST', '/api/invitations', { approved: true })).json<Made>();
  await at.server.admin('PATCH', `/api/users/${user.id}`, { role: 'user' });
  expect((await at.meOf(await comeBy(token, 'of-nobody'))).approval).toBe('pending');
});

test('who is known already is signed in as ever, and the invitation stays for somebody else', async () => {
  const [first, second] = [await invite(), await invite({ approved: true })];
  const { id } = await at.meOf(await comeBy(first.token, 'known'));
  const again = await at.meOf(await comeBy(second.token, 'known'));
  expect(again).toMatchObject({ id, approval: 'pending' });
  expect(await usedBy(second)).toBeNull();
});

test('without an invitation nobody new comes in', async () => {
  expectFailed(await at.come('uninvited'), 'registration.closed');
});

describe('the token of an invitation', () => {
  test('is in no address, and of what the browser keeps nobody can read it', async () => {
    const { token } = await invite();
    const { url, cookie } = await at.begin('/', undefined, token);
    const to = await new Walker().walk(url, 'canary');
    const back = await at.comeBack(to, cookie);
    const hidden = [token, hashOfToken(token)];
    for (const text of [url, to.href, String(back.headers.location), cookie]) {
      for (const secret of hidden) expect(decodeURIComponent(text)).not.toContain(secret);
    }
    const opened = Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString('latin1');
    for (const secret of hidden) expect(opened).not.toContain(secret);
    const { rows } = await at.server.deps.pool.query<{ all: string }>(
      `select (select string_agg(t::text, ' ') from audit_log t)
           || coalesce((select string_agg(t::text, ' ') from verifications t), '') as all`,
    );
    for (const secret of hidden) expect(rows[0]?.all).not.toContain(secret);
  });

  test('that cannot be used is refused before anybody goes to the provider, and nothing is done', async () => {
    const [used, old, withdrawn] = [await invite(), await invite(), await invite()];
    await comeBy(used.token, 'who-used-it');
    await at.server.deps.pool.query('update invitations set expires_at = now() where id = $1', [
      old.invitation.id,
    ]);
    await at.server.admin('DELETE', `/api/invitations/${withdrawn.invitation.id}`);
    const before = await fingerprint(at.server.deps.pool);
    const begin = (invitation: string): Promise<LightMyRequestResponse> =>
      at.server.anybody('POST', '/api/auth/providers/environment/begin', { invitation });
    for (const { token } of [used, old, withdrawn, { token: 'x'.repeat(43) }]) {
      const reply = await begin(token);
      expect(refusalOf(reply).code).toBe('invitation.invalid');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
    expect((await begin('wrong')).statusCode).toBe(400);
    expect(await fingerprint(at.server.deps.pool)).toEqual(before);
    const { token } = await invite();
    await registration('closed');
    expect(refusalOf(await begin(token)).code).toBe('registration.closed');
  });

  test.each<[string, string, (made: Made) => Promise<unknown>]>([
    ['used', 'invitation.invalid', ({ token }) => comeBy(token, 'who-was-faster')],
    [
      'expired',
      'invitation.invalid',
      ({ invitation }) =>
        at.server.deps.pool.query('update invitations set expires_at = now() where id = $1', [invitation.id]),
    ],
    [
      'withdrawn',
      'invitation.invalid',
      ({ invitation }) => at.server.admin('DELETE', `/api/invitations/${invitation.id}`),
    ],
    ['refused with everybody’s', 'registration.closed', () => registration('closed')],
  ])('that was %s while its guest was at the provider makes no account', async (what, code, happen) => {
    const made = await invite({ approved: true });
    const { url, cookie } = await at.begin('/', undefined, made.token);
    const to = await new Walker().walk(url, `late-${what.slice(0, 4)}`);
    await happen(made);
    const before = await fingerprint(at.server.deps.pool);
    expectFailed(await at.comeBack(to, cookie), code, '/register');
    expect(await fingerprint(at.server.deps.pool)).toEqual(before);
  });

  test('also counts where anybody may register, and is not passed over where it is none', async () => {
    const made = await invite({ approved: true });
    await registration('open');
    const { url, cookie } = await at.begin('/', undefined, made.token);
    const to = await new Walker().walk(url, 'open-late');
    expect((await at.meOf(await comeBy(made.token, 'open-first'))).approval).toBe('approved');
    expectFailed(await at.comeBack(to, cookie), 'invitation.invalid', '/register');
  });

  test('works once: of several people who come back at the same moment one has an account', async () => {
    const made = await invite();
    const ways = await Promise.all(
      racers.map(async (racer) => {
        const { url, cookie } = await at.begin('/', undefined, made.token);
        return { to: await new Walker().walk(url, racer), cookie };
      }),
    );
    const replies = await Promise.all(ways.map(({ to, cookie }) => at.comeBack(to, cookie)));
    expect(replies.filter(isIn)).toHaveLength(1);
    for (const reply of replies.filter((r) => !isIn(r))) {
      expectFailed(reply, 'invitation.invalid', '/register');
    }
    expect(await usedBy(made)).toMatch(/^racer\d$/);
    const { rows } = await at.server.deps.pool.query(`select 1 from users where username like 'racer%'`);
    expect(rows).toHaveLength(1);
  });
});

describe('an invitation to an address', () => {
  test.each([
    ['another one', 'other', 'proven@example.org'],
    ['one that the service has not verified', 'unproven', 'unproven@example.org'],
    ['none', 'silent', 'silent@example.org'],
  ])('is not for whoever comes with %s, and stays unused', async (_, login, email) => {
    const made = await invite({ email, approved: true });
    expectFailed(await comeBy(made.token, login), 'invitation.invalid', '/register');
    expect(await usedBy(made)).toBeNull();
    expect((await at.server.anybody('POST', '/api/invitations/look', { token: made.token })).statusCode).toBe(
      200,
    );
  });

  test('is for whoever the service says has it, however it is spelled', async () => {
    const made = await invite({ email: 'pRoven@example.ORG', approved: true });
    expect((await at.meOf(await comeBy(made.token, 'proven'))).approval).toBe('approved');
    expect(await usedBy(made)).toBe('proven');
  });
});

test('whoever thinks better of it at the provider is back at the page of the invited', async () => {
  const { token } = await invite();
  const { url, cookie } = await at.begin('/', undefined, token);
  const reply = await at.comeBack(await new Walker().walk(url, null), cookie);
  expect([reply.statusCode, reply.headers.location]).toEqual([303, '/register']);
});
