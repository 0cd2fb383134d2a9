import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Meddler, Walker } from '../../testing/oidc-process.ts';
import { cookiesOf, expectFailed, startVisited, type Visited } from '../../testing/oidc-visitors.ts';
import { fingerprint, refusalOf } from '../../testing/refusals.ts';
import { newId } from '../lib/new-id.ts';

const people = {
  minsu: { preferred_username: 'minsu', name: '김민수', email: 'minsu@example.org', email_verified: true },
  minsu2: {
    preferred_username: 'Minsu',
    name: 'Another Minsu',
    email: 'taken@example.org',
    email_verified: true,
  },
  member: { preferred_username: 'member', name: 'Member', groups: ['staff', 'limen-users'] },
  later: { preferred_username: 'later', name: 'Later' } as Record<string, unknown>,
  outsider: { preferred_username: 'outsider', groups: ['limen-users-not'] },
};

let at: Visited;
beforeAll(async () => {
  at = await startVisited(people);
});
afterAll(() => at.close());
afterEach(() => at.provider.meddle(undefined));

const world = () => fingerprint(at.server.deps.pool);

test('the page is told the name of the service, and nothing else of it', async () => {
  const { body } = await at.server.anybody('GET', '/api/auth/providers');
  expect(JSON.parse(body)).toEqual({ providers: [{ id: 'environment', name: 'Campus' }] });
});

test('whoever comes for the first time waits for approval, and is the same person afterwards', async () => {
  const first = await at.come('minsu', '/vms/new?image=1');
  expect([first.statusCode, first.headers.location]).toEqual([303, '/vms/new?image=1']);
  const user = await at.meOf(first);
  expect(user).toMatchObject({ userName: 'minsu', displayName: '김민수', approval: 'pending' });
  expect(
    (await at.server.anybody('GET', '/api/vms', undefined, { cookie: cookiesOf(first) })).statusCode,
  ).toBe(403);
  const again = await at.come('minsu');
  expect(again.headers.location).toBe('/');
  expect((await at.meOf(again)).id).toBe(user.id);
  expect(await at.lines('user.register')).toContainEqual(
    expect.objectContaining({
      via: 'anonymous',
      actor_name: 'minsu',
      after: expect.objectContaining({ by: 'Campus' }),
    }),
  );
  expect(await at.lines('session.begin')).toHaveLength(1);
});

test('nobody becomes somebody else by their e-mail address or name', async () => {
  await at.server.person('taken');
  await at.server.deps.pool.query(`update users set email = 'taken@example.org' where username = 'taken'`);
  const reply = await at.come('minsu2');
  const user = await at.meOf(reply);
  expect(user.userName).toMatch(/^minsu(-2)?$/);
  expect(user.displayName).toBe('Another Minsu');
  const { rows } = await at.server.deps.pool.query('select user_id from accounts where account_id = $1', [
    'minsu2',
  ]);
  expect(rows).toEqual([{ user_id: user.id }]);
});

test('two first sign-ins of one person at once make one person', async () => {
  const ways = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { url, cookie } = await at.begin();
      return { to: await new Walker().walk(url, 'twin'), cookie };
    }),
  );
  const replies = await Promise.all(ways.map(({ to, cookie }) => at.comeBack(to, cookie)));
  const ids = await Promise.all(replies.map(async (reply) => (await at.meOf(reply)).id));
  expect(new Set(ids).size).toBe(1);
});

test('the claim of the rule lets somebody in without an administrator, now or at a later sign-in', async () => {
  expect((await at.meOf(await at.come('member'))).approval).toBe('approved');
  expect((await at.meOf(await at.come('outsider'))).approval).toBe('pending');
  expect((await at.meOf(await at.come('later'))).approval).toBe('pending');
  people.later['groups'] = 'limen-users';
  const later = await at.meOf(await at.come('later'));
  expect(later.approval).toBe('approved');
});

test('the rule does not undo what an administrator refused, nor a ban', async () => {
  const { id } = await at.meOf(await at.come('member'));
  expect((await at.server.admin('POST', `/api/users/${id}/reject`)).statusCode).toBe(200);
  expectFailed(await at.come('member'), 'auth.failed');
  await at.server.admin('POST', `/api/users/${id}/approve`);
  await at.server.deps.pool.query('update users set banned = true where id = $1', [id]);
  expectFailed(await at.come('member'), 'auth.failed');
  const refused = { actor_name: 'member', result: 'refused' };
  expect(await at.lines('session.begin')).toMatchObject(
    expect.arrayContaining([expect.objectContaining(refused), expect.objectContaining(refused)]),
  );
});

test('a flood of beginnings leaves no row', async () => {
  const before = await world();
  for (let n = 0; n < 10; n += 1) await Promise.all(Array.from({ length: 100 }, () => at.begin()));
  expect(await world()).toEqual(before);
});

test.each(['closed', 'invitation'])(
  'with registration %s nobody new comes in, and the others do',
  async (mode) => {
    const { id } = await at.meOf(await at.come('regular'));
    const put = `insert into settings (key, value) values ('registration', $1) on conflict (key) do update set value = $1`;
    await at.server.deps.pool.query(put, [JSON.stringify({ mode })]);
    try {
      expectFailed(await at.come(`new-${mode}`), 'registration.closed');
      expect((await at.meOf(await at.come('regular'))).id).toBe(id);
    } finally {
      await at.server.deps.pool.query(`delete from settings where key = 'registration'`);
    }
  },
);

const claimsOf = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
/** `at_hash` of RS256: the left half of SHA-256. */
const hashOf = (token: unknown): string =>
  createHash('sha256').update(String(token)).digest().subarray(0, 16).toString('base64url');
const signed = (claims: Record<string, unknown>, key: CryptoKey, kid = at.provider.keyId): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
const saying =
  (change: Record<string, unknown>) =>
  async (answer: Record<string, unknown>): Promise<void> => {
    answer['id_token'] = await signed({ ...claimsOf(answer['id_token']), ...change }, at.provider.privateKey);
  };

describe('what comes back is refused, and nothing done,', () => {
  test('without the cookie of the browser that began, with another’s, or with a touched one', async () => {
    const [own, other] = [await at.begin(), await at.begin()];
    const to = await new Walker().walk(own.url, 'stateless');
    const before = await world();
    for (const cookie of ['', other.cookie, own.cookie.slice(0, -4), 'limen.errand=x']) {
      expectFailed(await at.comeBack(to, cookie), 'auth.provider_failed');
    }
    const wrong = new URL(to);
    wrong.searchParams.set('state', 'x');
    expectFailed(await at.comeBack(wrong, own.cookie), 'auth.provider_failed');
    expect(await world()).toEqual(before);
    expect((await at.comeBack(to, own.cookie)).headers.location).toBe('/');
  });

  test('when it comes a second time, also with a fresh code', async () => {
    const { url, cookie } = await at.begin();
    const walker = new Walker();
    const to = await walker.walk(url, 'twice');
    expect((await at.comeBack(to, cookie)).headers.location).toBe('/');
    const before = await world();
    expectFailed(await at.comeBack(to, cookie), 'auth.provider_failed');
    expectFailed(await at.comeBack(await walker.walk(url, 'twice'), cookie), 'auth.provider_failed');
    expect(await world()).toEqual(before);
  });

  test('with the code of somebody else’s errand', async () => {
    const [own, theirs] = [await at.begin(), await at.begin()];
    const to = await new Walker().walk(own.url, 'injected');
    const foreign = await new Walker().walk(theirs.url, 'attacker');
    to.searchParams.set('code', foreign.searchParams.get('code') ?? '');
    // and where the identity would say that it is of this one: PKCE
    at.provider.meddle(async (answer) => {
      if (answer['id_token'] === undefined) return;
      const nonce = new URL(own.url).searchParams.get('nonce');
      await saying({ nonce })(answer);
    });
    expectFailed(await at.comeBack(to, own.cookie), 'auth.provider_failed');
  });

  test('for another service than it was begun with, or naming another issuer', async () => {
    const { url, cookie } = await at.begin();
    const to = await new Walker().walk(url, 'mixed');
    const elsewhere = new URL(to);
    elsewhere.searchParams.set('iss', 'https://another.example');
    expectFailed(await at.comeBack(elsewhere, cookie), 'auth.provider_failed');
    elsewhere.pathname = `/api/auth/callback/${newId()}`;
    expect(refusalOf(await at.comeBack(elsewhere, cookie)).code).toBe('object.not_found');
  });

  test('after ten minutes', async () => {
    const { url, cookie } = await at.begin();
    const to = await new Walker().walk(url, 'slow');
    const { now } = at.server.deps.clock;
    at.server.deps.clock.now = () => new Date(now().getTime() + 10 * 60 * 1000 + 1);
    try {
      expectFailed(await at.comeBack(to, cookie), 'auth.provider_failed');
    } finally {
      at.server.deps.clock.now = now;
    }
  });
});

describe('an identity proves nothing', () => {
  /** An access token of another errand of the same person. */
  let earlier: unknown;
  beforeAll(async () => {
    const { url, cookie } = await at.begin();
    const to = await new Walker().walk(url, 'tampered');
    at.provider.meddle((answer) => {
      earlier = answer['access_token'];
      // this one comes to nothing either
      delete answer['id_token'];
    });
    await at.comeBack(to, cookie);
    at.provider.meddle(undefined);
    expect(earlier).toEqual(expect.any(String));
  });

  test.each<[string, Meddler]>([
    [
      'without a signature',
      (answer) => {
        const claims = claimsOf(answer['id_token']);
        answer['id_token'] = new UnsecuredJWT(claims).encode();
      },
    ],
    [
      'signed by another key',
      async (answer) => {
        const { privateKey } = await generateKeyPair('RS256');
        answer['id_token'] = await signed(claimsOf(answer['id_token']), privateKey);
      },
    ],
    [
      'signed by a key that nobody knows',
      async (answer) => {
        const { privateKey } = await generateKeyPair('RS256');
        answer['id_token'] = await signed(claimsOf(answer['id_token']), privateKey, 'unknown');
      },
    ],
    [
      'signed with the secret of the client',
      async (answer) => {
        answer['id_token'] = await new SignJWT(claimsOf(answer['id_token']))
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Buffer.from(at.clientSecret));
      },
    ],
    [
      'whose claims were touched',
      (answer) => {
        const [head, , signature] = String(answer['id_token']).split('.');
        const claims = { ...claimsOf(answer['id_token']), sub: 'admin' };
        answer['id_token'] = [
          head,
          Buffer.from(JSON.stringify(claims)).toString('base64url'),
          signature,
        ].join('.');
      },
    ],
    ['of another errand', saying({ nonce: 'another' })],
    ['without a nonce', saying({ nonce: undefined })],
    ['that is too old', saying({ exp: 1_000_000_000 })],
    ['that never ends', saying({ exp: undefined })],
    ['that does not say since when', saying({ iat: undefined })],
    ['for another client', saying({ aud: 'another' })],
    ['for nobody', saying({ aud: undefined })],
    ['of no issuer', saying({ iss: undefined })],
    ['for several clients, not made out to this one', saying({ aud: ['limen', 'another'] })],
    ['of another issuer', saying({ iss: 'https://another.example' })],
    ['without a subject', saying({ sub: undefined })],
    ['of another person than the provider tells of', saying({ sub: 'another' })],
    [
      'with the access token of another one, though of the same person',
      async (answer) => {
        await saying({ at_hash: hashOf(answer['access_token']) })(answer);
        answer['access_token'] = earlier;
      },
    ],
    ...['', 'x'.repeat(256)].map((sub): [string, Meddler] => [
      `of a person without a usable name: ${sub.length} characters`,
      async (answer) => {
        await saying({ sub })(answer);
        at.provider.meddle((told) => {
          told['sub'] = sub;
        }, '/me');
      },
    ]),
    [
      'signed in a way that is not permitted, by a key that permits it',
      async (answer) => {
        const { privateKey, publicKey } = await generateKeyPair('RS512');
        at.provider.meddle(async (keys) => {
          keys['keys'] = [{ ...(await exportJWK(publicKey)), kid: 'any' }];
        }, '/jwks');
        answer['id_token'] = await new SignJWT(claimsOf(answer['id_token']))
          .setProtectedHeader({ alg: 'RS512', kid: 'any' })
          .sign(privateKey);
      },
    ],
    [
      'that is not there',
      (answer) => {
        delete answer['id_token'];
      },
    ],
  ])('%s', async (_, meddle) => {
    const { url, cookie } = await at.begin();
    const to = await new Walker().walk(url, 'tampered');
    at.provider.meddle(meddle);
    const before = await world();
    expectFailed(await at.comeBack(to, cookie), 'auth.provider_failed');
    expect(await world()).toEqual(before);
  });

  test('unless it is signed as it should be: the same way with what is true lets in', async () => {
    const { url, cookie } = await at.begin();
    const to = await new Walker().walk(url, 'untampered');
    at.provider.meddle((answer) => saying({ at_hash: hashOf(answer['access_token']) })(answer));
    expect((await at.comeBack(to, cookie)).headers.location).toBe('/');
  });
});

test('whoever thinks better of it at the provider is back at the sign-in page, without a reproach', async () => {
  const { url, cookie } = await at.begin();
  const reply = await at.comeBack(await new Walker().walk(url, null), cookie);
  expect([reply.statusCode, reply.headers.location]).toEqual([303, '/sign-in']);
});

test('no way back leads to another site', async () => {
  for (const evil of [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    '/.//evil.test',
    'javascript:alert(1)',
  ]) {
    const to = String((await at.come('minsu', evil)).headers.location);
    expect(new URL(to, 'http://limen.invalid').host, evil).toBe('limen.invalid');
    const refused = await at.comeBack(
      new URL(`http://limen.invalid/api/auth/callback/environment?next=${evil}`),
      '',
    );
    expect(String(refused.headers.location)).toMatch(/^\/sign-in\?/);
  }
});

test('a provider that is down leaves nothing half done, and people come in again once it is back', async () => {
  const { url, cookie } = await at.begin();
  const to = await new Walker().walk(url, 'patient');
  await at.provider.close();
  const before = await world();
  expectFailed(await at.comeBack(to, cookie), 'auth.provider_failed');
  expect(await world()).toEqual(before);
  // another process with other keys
  await at.restart();
  expect((await at.come('patient')).headers.location).toBe('/');
});
