import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HostileProvider, startHostileProvider } from '../../testing/hostile-provider.ts';
import { Walker } from '../../testing/oidc-process.ts';
import { cookiesOf, expectFailed, startVisited, type Visited } from '../../testing/oidc-visitors.ts';
import { fingerprint } from '../../testing/refusals.ts';

let at: Visited;
let hostile: HostileProvider;
beforeAll(async () => {
  at = await startVisited({
    unproven: { preferred_username: 'unproven', email: 'admin@example.org', email_verified: false },
  });
});
afterAll(() => at.close());
beforeEach(async () => {
  hostile = await startHostileProvider('limen');
});
afterEach(async () => {
  await at.server.admin('DELETE', `/api/sign-in-services/${at.serviceId}`);
  await hostile.close();
});

const world = () => fingerprint(at.server.deps.pool);
const service = { name: 'Another', clientId: 'limen', scopes: 'openid profile', approveClaim: null };
const setUp = async (issuer: string, clientSecret: string | null = null): Promise<void> => {
  const body = { id: at.serviceId, ...service, issuer, clientSecret };
  const made = await at.server.admin('POST', '/api/sign-in-services', body);
  expect(made.statusCode, made.body).toBe(201);
};
/** Comes back as the hostile one sends somebody: with any code, and the state and nonce of the errand. */
const sent = ({ url, cookie }: { url: string; cookie: string }): Promise<LightMyRequestResponse> => {
  const asked = new URL(url).searchParams;
  hostile.claims['nonce'] = asked.get('nonce');
  const to = new URL(`http://limen.invalid/api/auth/callback/${at.serviceId}`);
  to.searchParams.set('code', 'any');
  to.searchParams.set('state', asked.get('state') ?? '');
  return at.comeBack(to, cookie);
};

test('whoever an administrator trusts lets in whom they please: as their own people, with PKCE of the errand', async () => {
  await setUp(hostile.issuer);
  const begun = await at.begin(undefined, at.serviceId);
  const reply = await sent(begun);
  expect(reply.headers.location).toBe('/');
  const asked = new URL(begun.url).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  const verifier = hostile.asked[0]?.get('code_verifier') ?? '';
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier)));
  expect(hash.toString('base64url')).toBe(asked.get('code_challenge'));
  // of another errand everything that only this one may know is another
  const other = new URL((await at.begin(undefined, at.serviceId)).url).searchParams;
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(other.get(name)?.length, name).toBeGreaterThan(40);
    expect(other.get(name), name).not.toBe(asked.get(name));
  }
});

test('a service that became another one while somebody was there does not speak for the first', async () => {
  await setUp(at.provider.issuer, at.clientSecret);
  const begun = await at.begin(undefined, at.serviceId);
  const edited = await at.server.admin('PATCH', `/api/sign-in-services/${at.serviceId}`, {
    ...service,
    issuer: hostile.issuer,
  });
  expect(edited.statusCode, edited.body).toBe(200);
  const before = await world();
  expectFailed(await sent(begun), 'auth.provider_failed');
  expect(await world()).toEqual(before);
});

test('what was begun with one service does not end at another, also where both are of one provider', async () => {
  await setUp(at.provider.issuer, at.clientSecret);
  const begun = await at.begin();
  const to = await new Walker().walk(begun.url, 'mixed-up');
  const before = await world();
  const elsewhere = new URL(to);
  elsewhere.pathname = `/api/auth/callback/${at.serviceId}`;
  expectFailed(await at.comeBack(elsewhere, begun.cookie), 'auth.provider_failed');
  expect(await world()).toEqual(before);
});

describe('a provider is asked nothing, and nobody sent there,', () => {
  const elsewhere = 'http://169.254.169.254/latest';
  test.each<[string, string, (says: HostileProvider['says']) => void]>([
    ...['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'].map(
      (name): [string, string, (says: HostileProvider['says']) => void] => [
        `whose ${name} is somewhere else without TLS`,
        'not_https',
        ({ discovery }) => {
          discovery[name] = elsewhere;
        },
      ],
    ),
    [
      'who is another one than was asked',
      'other_issuer',
      ({ discovery }) => {
        discovery['issuer'] = 'https://another.example';
      },
    ],
    [
      'who signs with nothing that proves anything',
      'no_algorithm',
      ({ discovery }) => {
        discovery['id_token_signing_alg_values_supported'] = ['none', 'HS256', 'RS1'];
      },
    ],
    [
      'who says nothing of itself',
      'not_discovery',
      (says) => {
        says.discovery = {};
      },
    ],
  ])('%s', async (_, problem, change) => {
    change(hostile.says);
    const tested = await at.server.admin('POST', '/api/sign-in-services/test', { issuer: hostile.issuer });
    expect(tested.json()).toMatchObject({ found: false, problem });
    await setUp(hostile.issuer);
    const reply = await at.server.anybody('POST', `/api/auth/providers/${at.serviceId}/begin`, {});
    expect(reply.json()).toMatchObject({ error: { code: 'auth.provider_failed' } });
  });
});

test('a provider without keys proves nothing', async () => {
  await setUp(hostile.issuer);
  hostile.says.keys = { keys: [] };
  const tested = await at.server.admin('POST', '/api/sign-in-services/test', { issuer: hostile.issuer });
  expect(tested.json()).toMatchObject({ found: false, problem: 'no_keys' });
  expectFailed(await sent(await at.begin(undefined, at.serviceId)), 'auth.provider_failed');
});

test('whoever signed in in the same browser meanwhile is not given the service that somebody else was adding', async () => {
  await at.server.person('adds');
  await at.server.person('sits-down');
  const begun = await at.server.anybody(
    'POST',
    '/api/me/providers/environment/link',
    { next: '/settings' },
    { cookie: at.server.cookieOf('adds') },
  );
  const to = await new Walker().walk(begun.json<{ url: string }>().url, 'added');
  const before = await at.server.deps.pool.query('select * from accounts order by id');
  const reply = await at.comeBack(to, `${at.server.cookieOf('sits-down')}; ${cookiesOf(begun)}`);
  expect(reply.headers.location).toBe('/settings?failed=auth.required');
  const after = await at.server.deps.pool.query('select * from accounts order by id');
  expect(after.rows).toEqual(before.rows);
});

test('whoever is leaving does not come in again', async () => {
  const { id } = await at.meOf(await at.come('leaves'));
  await at.server.deps.pool.query('update users set leaving_at = now() where id = $1', [id]);
  expectFailed(await at.come('leaves'), 'auth.failed');
});

test('an address that the provider has not verified is nobody’s', async () => {
  const { id } = await at.meOf(await at.come('unproven'));
  const { rows } = await at.server.deps.pool.query('select email, contact_email from users where id = $1', [
    id,
  ]);
  expect(JSON.stringify(rows)).not.toContain('admin@example.org');
});
