import type {
  Assertion,
  AssertionOptions,
  NewCredential,
  RegistrationOptions,
} from '@limen/contract/factors';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { type Caller, password, startTestServer, type TestServer } from '../../testing/server.ts';
import { type Saying, SoftwareAuthenticator } from '../../testing/software-authenticator.ts';
import { forgetOldVerifications } from '../auth/verification.rows.ts';

let server: TestServer;
let origin: string;
beforeAll(async () => {
  server = await startTestServer();
  origin = `http://localhost:${server.deps.config.port}`;
});
afterAll(() => server.close());

const cookieOf = (reply: LightMyRequestResponse): string =>
  reply.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

type Lie = Partial<Saying>;
/** What must not be let through, whoever says it. */
const lies: readonly [string, Lie][] = [
  ['for another page', { origin: 'https://evil.example', rpId: 'localhost' }],
  ['for another host name', { rpId: 'evil.example' }],
  ['for another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['without making sure of the person', { verified: false }],
];
/** A person with the cookie of their session, which the challenge's cookie comes beside. */
type Person = { ask: Caller; userName: string };

const registered = async (userName: string): Promise<Person> => ({
  ask: await server.person(userName),
  userName,
});
const begin = async (person: Person): Promise<{ options: RegistrationOptions; cookie: string }> => {
  const reply = await person.ask('POST', '/api/me/passkeys/options', { password }, { origin });
  expect(reply.statusCode, reply.body).toBe(200);
  return {
    options: reply.json<RegistrationOptions>(),
    cookie: `${server.cookieOf(person.userName)}; ${cookieOf(reply)}`,
  };
};
const keep = (
  person: Person,
  cookie: string,
  credential: NewCredential,
  from = origin,
): Promise<LightMyRequestResponse> =>
  person.ask('POST', '/api/me/passkeys', { name: 'a key', credential }, { origin: from, cookie });
const register = async (person: Person, key: SoftwareAuthenticator): Promise<string> => {
  const { options, cookie } = await begin(person);
  const reply = await keep(person, cookie, key.make({ origin, challenge: options.challenge }));
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<{ id: string }>().id;
};

const challenge = async (from = origin): Promise<{ options: AssertionOptions; cookie: string }> => {
  const reply = await server.anybody('POST', '/api/session/passkey/options', undefined, { origin: from });
  expect(reply.statusCode, reply.body).toBe(200);
  return { options: reply.json<AssertionOptions>(), cookie: cookieOf(reply) };
};
const answer = (cookie: string, credential: Assertion, from = origin): Promise<LightMyRequestResponse> =>
  server.anybody('POST', '/api/session/passkey', { credential }, { origin: from, cookie });
const signIn = async (key: SoftwareAuthenticator, lie: Lie = {}): Promise<LightMyRequestResponse> => {
  const { options, cookie } = await challenge();
  return answer(cookie, key.answer({ origin, challenge: options.challenge, ...lie }));
};
const sessions = async (): Promise<number> =>
  (await server.deps.pool.query('select 1 from sessions')).rows.length;
const idOf = async ({ ask }: Person): Promise<string> =>
  (await ask('GET', '/api/me')).json<{ user: { id: string } }>().user.id;

describe('making a passkey', () => {
  test('asks for the password, and for a key that keeps itself and makes sure of its person', async () => {
    const ann = await registered('ann');
    const url = '/api/me/passkeys/options';
    const refused = await ann.ask('POST', url, { password: 'not the password' }, { origin });
    expect(refusalOf(refused).code).toBe('auth.password_wrong');
    const { options } = await begin(ann);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'LIMEN' },
      user: { name: 'ann', displayName: 'ann' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const id = await register(ann, new SoftwareAuthenticator());
    const { passkeys } = (await ann.ask('GET', '/api/me/factors')).json<{ passkeys: object[] }>();
    expect(passkeys).toEqual([{ id, name: 'a key', synced: false, createdAt: expect.any(String) }]);
    const { options: next, cookie } = await begin(ann);
    expect(next.excludeCredentials).toMatchObject([{ transports: ['usb'] }]);
    // one that says nothing of how it is reached
    const silent = {
      ...new SoftwareAuthenticator().make({ origin, challenge: next.challenge }),
      transports: [],
    };
    expect((await keep(ann, cookie, silent)).statusCode).toBe(201);
    expect((await begin(ann)).options.excludeCredentials).toMatchObject([
      { transports: ['usb'] },
      { transports: [] },
    ]);
    const { rows } = await server.deps.pool.query<{ action: string }>(
      `select action from audit_log where actor_name = 'ann' and result = 'done' and action like 'passkey%' order by seq`,
    );
    expect(rows.map((r) => r.action)).toEqual([
      'passkey.begin',
      'passkey.begin',
      'passkey.add',
      'passkey.begin',
      'passkey.add',
      'passkey.begin',
    ]);
  });

  test.each(lies)('%s is refused, and the challenge is spent with it', async (what, lie) => {
    const person = await registered(`m${lies.findIndex(([text]) => text === what)}`);
    const { options, cookie } = await begin(person);
    const key = new SoftwareAuthenticator();
    const said = { origin, challenge: options.challenge };
    expect(refusalOf(await keep(person, cookie, key.make({ ...said, ...lie }))).code).toBe(
      'auth.passkey_failed',
    );
    expect(refusalOf(await keep(person, cookie, key.make(said))).code).toBe('auth.passkey_failed');
  });

  test('with the challenge of somebody else, or of a sign-in, is refused', async () => {
    const [bea, cal] = [await registered('bea'), await registered('cal')];
    const theirs = await begin(bea);
    const mixed = `${server.cookieOf('cal')}; ${theirs.cookie.split('; ').at(-1) ?? ''}`;
    const key = new SoftwareAuthenticator();
    const credential = key.make({ origin, challenge: theirs.options.challenge });
    expect(refusalOf(await keep(cal, mixed, credential)).code).toBe('auth.passkey_failed');
    const other = await challenge();
    const made = key.make({ origin, challenge: other.options.challenge });
    const reply = await keep(cal, `${server.cookieOf('cal')}; ${other.cookie}`, made);
    expect(refusalOf(reply).code).toBe('auth.passkey_failed');
  });
});

describe('signing in with a passkey', () => {
  test('takes no name and no password, and no code where there is a second factor', async () => {
    const dee = await registered('dee');
    const key = new SoftwareAuthenticator();
    await register(dee, key);
    await server.deps.pool.query(`update users set two_factor_enabled = true where username = 'dee'`);
    const { options, cookie } = await challenge();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials');
    const reply = await answer(cookie, key.answer({ origin, challenge: options.challenge }));
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json<{ user: object }>().user).toMatchObject({ userName: 'dee' });
    const me = await server.anybody('GET', '/api/me', undefined, { cookie: cookieOf(reply) });
    expect(me.json<{ user: object }>().user).toMatchObject({ userName: 'dee' });
    const { rows } = await server.deps.pool.query<{ after: object }>(
      `select after from audit_log where actor_name = 'dee' and action = 'session.begin' order by seq desc limit 1`,
    );
    expect(rows[0]?.after).toEqual({ by: 'passkey' });
  });

  test('an answer is good once, and for its own challenge only', async () => {
    const eli = await registered('eli');
    const key = new SoftwareAuthenticator();
    await register(eli, key);
    const first = await challenge();
    const said = key.answer({ origin, challenge: first.options.challenge });
    expect((await answer(first.cookie, said)).statusCode).toBe(200);
    const before = await sessions();
    expect(refusalOf(await answer(first.cookie, said)).code).toBe('auth.passkey_failed');
    const second = await challenge();
    expect(refusalOf(await answer(second.cookie, said)).code).toBe('auth.passkey_failed');
    expect(refusalOf(await answer('', said)).code).toBe('auth.passkey_failed');
    // of many at once one
    const third = await challenge();
    const again = key.answer({ origin, challenge: third.options.challenge });
    const replies = await Promise.all(Array.from({ length: 8 }, () => answer(third.cookie, again)));
    expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(1);
    expect(await sessions()).toBe(before + 1);
  });

  test.each(lies)('an answer %s is refused', async (what, lie) => {
    const person = await registered(`s${lies.findIndex(([text]) => text === what)}`);
    const key = new SoftwareAuthenticator();
    await register(person, key);
    const before = await sessions();
    expect(refusalOf(await signIn(key, lie)).code).toBe('auth.passkey_failed');
    expect(await sessions()).toBe(before);
    expect((await signIn(key)).statusCode).toBe(200);
  });

  test('a key that was made on one address of the installation opens no session on another', async () => {
    const flo = await registered('flo');
    const key = new SoftwareAuthenticator();
    await register(flo, key);
    const elsewhere = `http://127.0.0.1:${server.deps.config.port}`;
    const { options, cookie } = await challenge(elsewhere);
    const said = key.answer({ origin: elsewhere, rpId: 'localhost', challenge: options.challenge });
    expect(refusalOf(await answer(cookie, said, elsewhere)).code).toBe('auth.passkey_failed');
  });

  test('a copy of a key, whose counter lags behind, is refused', async () => {
    const gil = await registered('gil');
    const key = new SoftwareAuthenticator();
    await register(gil, key);
    expect((await signIn(key)).statusCode).toBe(200);
    key.turnBack();
    expect(refusalOf(await signIn(key)).code).toBe('auth.passkey_failed');
  });

  test('a key opens nothing in the name of another, nor one that nobody knows', async () => {
    const [hua, ivo] = [await registered('hua'), await registered('ivo')];
    const [hers, his] = [new SoftwareAuthenticator(), new SoftwareAuthenticator()];
    await register(hua, hers);
    await register(ivo, his);
    const { options, cookie } = await challenge();
    const said = his.answer({ origin, challenge: options.challenge });
    const stolen = { ...said, id: hers.id.toString('base64url') };
    expect(refusalOf(await answer(cookie, stolen)).code).toBe('auth.passkey_failed');
    expect(refusalOf(await signIn(new SoftwareAuthenticator())).code).toBe('auth.passkey_failed');
  });

  test('a key that was renamed still does, one that was taken away does not', async () => {
    const [joy, kai] = [await registered('joy'), await registered('kai')];
    const key = new SoftwareAuthenticator();
    const id = await register(joy, key);
    const url = `/api/me/passkeys/${id}`;
    expect(refusalOf(await kai.ask('DELETE', url)).code).toBe('object.not_found');
    const renamed = await joy.ask('PATCH', url, { name: '회사 열쇠' });
    expect(renamed.json()).toMatchObject({ id, name: '회사 열쇠' });
    expect((await signIn(key)).statusCode).toBe(200);
    expect((await joy.ask('DELETE', url)).statusCode).toBe(204);
    expect(refusalOf(await signIn(key)).code).toBe('auth.passkey_failed');
    expect(refusalOf(await joy.ask('DELETE', url)).code).toBe('object.not_found');
  });

  test('whoever is not approved, or banned, gets no session, and reads what a wrong password reads', async () => {
    const lin = await registered('lin');
    const key = new SoftwareAuthenticator();
    await register(lin, key);
    const id = await idOf(lin);
    await server.admin('POST', `/api/users/${id}/reject`);
    const before = await sessions();
    expect(refusalOf(await signIn(key)).code).toBe('auth.failed');
    await server.admin('POST', `/api/users/${id}/approve`);
    expect((await signIn(key)).statusCode).toBe(200);
    await server.deps.pool.query('update users set banned = true where id = $1', [id]);
    expect(refusalOf(await signIn(key)).code).toBe('auth.failed');
    expect(await sessions()).toBe(before + 1);
  });

  test('a challenge is too old after five minutes', async () => {
    const max = await registered('max');
    const key = new SoftwareAuthenticator();
    await register(max, key);
    const { options, cookie } = await challenge();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
    try {
      const said = key.answer({ origin, challenge: options.challenge });
      expect(refusalOf(await answer(cookie, said)).code).toBe('auth.passkey_failed');
    } finally {
      vi.useRealTimers();
    }
  });
});

test('challenges that nobody answers are gone when they are over, and those that are good stay', async () => {
  await challenge();
  const { clock, db } = server.deps;
  await forgetOldVerifications(db, new Date(clock.now().getTime() + 301_000));
  const { options, cookie } = await challenge();
  await forgetOldVerifications(db, clock.now());
  const kept = await server.deps.pool.query<{ value: string }>('select value from verifications');
  expect(kept.rows.map(({ value }) => value)).toEqual([expect.stringContaining(options.challenge)]);
  expect(cookie).not.toBe('');
});

test('an administrator’s reset takes the passkeys too', async () => {
  const nia = await registered('nia');
  const key = new SoftwareAuthenticator();
  await register(nia, key);
  const url = `/api/users/${await idOf(nia)}/reset-factors`;
  expect((await server.admin('POST', url, { reason: 'a lost bag' })).statusCode).toBe(204);
  expect(refusalOf(await signIn(key)).code).toBe('auth.passkey_failed');
  expect(refusalOf(await nia.ask('GET', '/api/me')).code).toBe('auth.required');
});

test('whoever has no password shows that it is them by having just signed in', async () => {
  const oz = await registered('oz');
  await server.deps.pool.query(`update accounts set password = null where user_id = $1`, [await idOf(oz)]);
  const url = '/api/me/passkeys/options';
  expect((await oz.ask('POST', url, {}, { origin })).statusCode).toBe(200);
  const totp = await oz.ask('POST', '/api/me/totp', {});
  expect(refusalOf(totp).code).toBe('second_factor.state');
  await server.deps.pool.query(
    `update sessions set created_at = created_at - interval '11 minutes' where user_id = $1`,
    [await idOf(oz)],
  );
  expect(refusalOf(await oz.ask('POST', url, {}, { origin })).code).toBe('auth.required');
});
