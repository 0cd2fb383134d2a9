import { settingDefaults } from '@limen/contract/settings';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { password, type TestServer } from '../../testing/server.ts';
import { startServerWithMail } from '../../testing/server-with-mail.ts';
import type { SmtpServer } from '../../testing/smtp-server.ts';
import { hashOfToken } from '../lib/secret-token.ts';
import { changeSetting } from '../settings/change-setting.ts';

let smtp: SmtpServer;
let server: TestServer;
beforeAll(async () => {
  const mailed = await startServerWithMail();
  ({ server, smtp } = mailed);
  return mailed.close;
});
afterEach(() => registration('open'));

const actor = async () => {
  const { rows } = await server.deps.pool.query<{ id: string }>(
    `select id from users where username = 'admin'`,
  );
  return {
    actor: {
      userId: rows[0]?.id ?? '',
      userName: 'admin',
      displayName: 'Admin',
      role: 'admin',
      approval: 'approved',
      sessionId: null,
      token: null,
    } as const,
    requestId: 'r',
    address: '127.0.0.1',
  };
};
const registration = async (mode: 'open' | 'invitation' | 'closed'): Promise<void> =>
  changeSetting(server.deps, await actor(), 'registration', { ...settingDefaults.registration, mode });

type Made = { invitation: { id: string; state: string }; token: string };
const invite = async (body: object = {}): Promise<Made> => {
  const reply = await server.admin('POST', '/api/invitations', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<Made>();
};
let names = 0;
const register = (more: object = {}) => {
  names += 1;
  const body = { userName: `guest${names}`, password, displayName: 'Guest', ...more };
  return server.anybody('POST', '/api/register', body);
};
const approvalOf = (reply: LightMyRequestResponse): string =>
  reply.json<{ user: { approval: string } }>().user.approval;

test('administrators with an address are told who waits: at once, then gathered', async () => {
  await server.admin('PATCH', '/api/me', {
    email: 'boss@example.org',
    locale: 'ko',
    currentPassword: password,
  });
  await register({ displayName: 'Somebody New' });
  const letter = await smtp.letter(
    ({ to, text }) => to === 'boss@example.org' && text.includes('Somebody New'),
  );
  expect(letter.subject).toContain('승인');
  expect(letter.text).toContain('https://limen.example.org/users');
  await Promise.all(Array.from({ length: 10 }, () => register({ displayName: 'One of Ten' })));
  // each of the ten is in the next letter, which is not due yet
  expect(smtp.letters.filter(({ to }) => to === 'boss@example.org')).toHaveLength(1);
});

describe('who may ask for an account', () => {
  test('is anybody, whoever has an invitation, or nobody; and anybody may know which', async () => {
    for (const mode of ['open', 'invitation', 'closed'] as const) {
      await registration(mode);
      expect((await server.anybody('GET', '/api/about')).json()).toMatchObject({
        registration: mode,
        mail: true,
      });
    }
    expect(refusalOf(await register()).code).toBe('registration.closed');
    const { token } = await invite();
    expect(refusalOf(await register({ invitation: token })).code).toBe('registration.closed');
    await registration('invitation');
    expect(refusalOf(await register())).toMatchObject({ code: 'invitation.invalid', field: 'invitation' });
    expect((await register({ invitation: token })).statusCode).toBe(201);
  });
});

describe('an invitation', () => {
  test('T-INV-1: has a token of 256 random bits, of which only the hash is kept, and which no list shows', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => invite({ note: 'many' })));
    const tokens = many.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    // tokens of the same moment share nothing: no time, no counter
    const starts = new Set(tokens.map((token) => token.slice(0, 4)));
    expect(starts.size).toBeGreaterThan(18);
    const { rows } = await server.deps.pool.query<{ all: string }>(
      `select (select string_agg(t::text, ' ') from invitations t)
           || (select string_agg(t::text, ' ') from audit_log t) as all`,
    );
    const list = (await server.admin('GET', '/api/invitations')).body;
    for (const token of tokens) {
      expect(rows[0]?.all).not.toContain(token);
      expect(rows[0]?.all).toContain(hashOfToken(token));
      expect(list).not.toContain(token);
    }
  });

  test('works once: of 50 who use it at the same moment one has an account', async () => {
    await registration('invitation');
    const { token, invitation } = await invite({ note: 'for one' });
    const replies = await Promise.all(Array.from({ length: 50 }, () => register({ invitation: token })));
    expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(1);
    for (const reply of replies.filter((r) => r.statusCode !== 201)) {
      expect(refusalOf(reply).code).toBe('invitation.invalid');
    }
    const { rows } = await server.deps.pool.query(
      `select u.username from invitations i join users u on u.id = i.used_by where i.id = $1`,
      [invitation.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('that met a taken name was not used up', async () => {
    const { token } = await invite();
    await server.person('taken-name', false);
    expect(refusalOf(await register({ invitation: token, userName: 'taken-name' })).code).toBe(
      'user.name_taken',
    );
    expect((await register({ invitation: token })).statusCode).toBe(201);
  });

  test('may let its guest in without approval, as long as its maker is an administrator', async () => {
    const approved = await invite({ approved: true });
    expect(approvalOf(await register({ invitation: approved.token }))).toBe('approved');
    const plain = await invite();
    expect(approvalOf(await register({ invitation: plain.token }))).toBe('pending');
    const second = await server.person('second-admin');
    const { user } = (await second('GET', '/api/me')).json<{ user: { id: string } }>();
    await server.admin('PATCH', `/api/users/${user.id}`, { role: 'admin' });
    const made = await second('POST', '/api/invitations', { approved: true });
    await server.admin('PATCH', `/api/users/${user.id}`, { role: 'user' });
    const guest = await register({ invitation: made.json<Made>().token });
    expect(guest.statusCode).toBe(201);
    expect(approvalOf(guest)).toBe('pending');
  });

  test('ends by its time and by being taken back, and is listed with its state', async () => {
    const [old, withdrawn, open] = [await invite(), await invite(), await invite({ note: 'still open' })];
    await server.deps.pool.query(`update invitations set expires_at = now() where id = $1`, [
      old.invitation.id,
    ]);
    expect((await server.admin('DELETE', `/api/invitations/${withdrawn.invitation.id}`)).statusCode).toBe(
      204,
    );
    for (const { token } of [old, withdrawn, { token: 'x'.repeat(43) }]) {
      expect(refusalOf(await register({ invitation: token })).code).toBe('invitation.invalid');
      expect(refusalOf(await server.anybody('POST', '/api/invitations/look', { token })).code).toBe(
        'invitation.invalid',
      );
    }
    expect(
      (await server.anybody('POST', '/api/invitations/look', { token: open.token })).json(),
    ).toMatchObject({ email: null, approved: false });
    const { invitations } = (await server.admin('GET', '/api/invitations')).json<{
      invitations: { id: string; state: string }[];
    }>();
    const stateOf = (made: Made) => invitations.find((i) => i.id === made.invitation.id)?.state;
    expect([stateOf(old), stateOf(withdrawn), stateOf(open)]).toEqual(['expired', undefined, 'open']);
  });

  test('to an address is mailed with its link, and the guest has that address unless they give another', async () => {
    const { token } = await invite({ email: 'invited@example.org' });
    const letter = await smtp.letter(({ to }) => to === 'invited@example.org');
    expect(letter.text).toContain(`https://limen.example.org/register#${token}`);
    const reply = await register({ invitation: token });
    expect(reply.json()).toMatchObject({ user: { email: 'invited@example.org' } });
  });
});

test('T-LOGIN-6: an address that somebody has already is taken as any other, to the byte', async () => {
  const first = await register({ email: 'same@example.org' });
  const taken = await register({ email: 'same@example.org' });
  const fresh = await register({ email: 'fresh@example.org' });
  expect([first, taken, fresh].map((r) => r.statusCode)).toEqual([201, 201, 201]);
  const shapeOf = (reply: typeof first) => {
    const { user } = reply.json<{ user: Record<string, unknown> }>();
    return [Object.keys(reply.headers), Object.keys(user), user['approval']];
  };
  expect(shapeOf(taken)).toEqual(shapeOf(fresh));
  // and what better-auth finds accounts by is none that a person typed
  const { rows } = await server.deps.pool.query<{ email: string }>('select email from users');
  for (const { email } of rows) expect(email).toMatch(/@users\.limen\.invalid$/);
  expect((await server.admin('GET', '/api/users')).body).not.toContain('limen.invalid');
});
