import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Walker } from '../../testing/oidc-process.ts';
import { cookiesOf, startVisited, type Visited } from '../../testing/oidc-visitors.ts';
import { refusalOf } from '../../testing/refusals.ts';
import { freePort } from '../../testing/server-process.ts';

let at: Visited;
beforeAll(async () => {
  at = await startVisited({});
});
afterAll(() => at.close());

describe('somebody who has an account', () => {
  const link = async (cookie: string, login: string): Promise<LightMyRequestResponse> => {
    const begun = await at.server.anybody(
      'POST',
      '/api/me/providers/environment/link',
      { next: '/settings' },
      { cookie },
    );
    const to = await new Walker().walk(begun.json<{ url: string }>().url, login);
    return at.comeBack(to, `${cookie}; ${cookiesOf(begun)}`);
  };

  test('adds the service, comes by it, and takes it off again', async () => {
    const owner = await at.server.person('linker');
    const cookie = at.server.cookieOf('linker');
    expect((await link(cookie, 'linker-there')).headers.location).toBe('/settings');
    const mine = (await owner('GET', '/api/me/providers')).json<{ links: { id: string; name: string }[] }>();
    expect(mine).toMatchObject({ links: [{ name: 'Campus' }], available: [] });
    expect((await at.meOf(await at.come('linker-there'))).userName).toBe('linker');
    const unlink = `/api/me/providers/${mine.links[0]?.id}`;
    expect((await owner('DELETE', unlink)).statusCode).toBe(204);
    expect((await at.meOf(await at.come('linker-there'))).userName).not.toBe('linker');
    expect(await at.lines('provider.link')).toHaveLength(1);
    expect(await at.lines('provider.unlink')).toHaveLength(1);
  });

  test('cannot take what somebody else comes by', async () => {
    await at.server.person('thief');
    await at.come('holder');
    const reply = await link(at.server.cookieOf('thief'), 'holder');
    expect(reply.headers.location).toBe('/settings?failed=user.state');
    expect(await at.lines('provider.link')).toContainEqual(
      expect.objectContaining({ actor_name: 'thief', result: 'refused' }),
    );
  });

  test('who has signed out meanwhile adds nothing', async () => {
    await at.server.person('leaver');
    const cookie = at.server.cookieOf('leaver');
    const begun = await at.server.anybody('POST', '/api/me/providers/environment/link', {}, { cookie });
    const to = await new Walker().walk(begun.json<{ url: string }>().url, 'leaver-there');
    const reply = await at.comeBack(to, cookiesOf(begun));
    expect(reply.headers.location).toBe('/?failed=auth.required');
  });

  test('keeps the only way to sign in', async () => {
    const reply = await at.come('only-way');
    const { id } = await at.meOf(reply);
    await at.server.admin('POST', `/api/users/${id}/approve`);
    const cookie = cookiesOf(reply);
    const { links } = (await at.server.anybody('GET', '/api/me/providers', undefined, { cookie })).json<{
      links: { id: string }[];
    }>();
    const refused = await at.server.anybody('DELETE', `/api/me/providers/${links[0]?.id}`, undefined, {
      cookie,
    });
    expect(refusalOf(refused).code).toBe('user.state');
  });
});

describe('a service of an administrator', () => {
  const service = {
    name: '학교 계정',
    clientId: 'limen',
    scopes: 'openid profile',
    approveClaim: null,
  };
  test('is set up, signs people in, and never shows its secret', async () => {
    const made = await at.server.admin('POST', '/api/sign-in-services', {
      id: at.serviceId,
      ...service,
      issuer: at.provider.issuer,
      clientSecret: at.clientSecret,
    });
    expect(made.json()).toMatchObject({
      hasSecret: true,
      callbackPath: `/api/auth/callback/${at.serviceId}`,
    });
    const { url, cookie } = await at.begin('/about', at.serviceId);
    const reply = await at.comeBack(await new Walker().walk(url, 'by-service'), cookie);
    expect(reply.headers.location).toBe('/about');
    const edited = await at.server.admin('PATCH', `/api/sign-in-services/${at.serviceId}`, {
      ...service,
      name: 'School',
      issuer: at.provider.issuer,
    });
    expect(edited.json()).toMatchObject({ name: 'School', hasSecret: true });
    const listed = await at.server.admin('GET', '/api/sign-in-services');
    const { rows } = await at.server.deps.pool.query<{ everything: string }>(
      `select (select json_agg(s) from settings s)::text || (select json_agg(a) from audit_log a)::text as everything`,
    );
    for (const text of [made.body, edited.body, listed.body, rows[0]?.everything]) {
      expect(text).not.toContain(at.clientSecret);
    }
    expect(await at.lines('provider.edit')).toMatchObject([
      { after: { name: 'School', secretChanged: false } },
    ]);
  });

  test('does not take its secret to another issuer', async () => {
    const edited = await at.server.admin('PATCH', `/api/sign-in-services/${at.serviceId}`, {
      ...service,
      issuer: 'https://another.example',
    });
    expect(edited.json()).toMatchObject({ hasSecret: false });
    expect((await at.server.admin('DELETE', `/api/sign-in-services/${at.serviceId}`)).statusCode).toBe(204);
    expect(
      refusalOf(await at.server.anybody('POST', `/api/auth/providers/${at.serviceId}/begin`, {})).code,
    ).toBe('object.not_found');
  });

  test('is tested before, and what is wrong is said', async () => {
    const ask = async (issuer: string): Promise<object> =>
      (await at.server.admin('POST', '/api/sign-in-services/test', { issuer })).json();
    expect(await ask(at.provider.issuer)).toMatchObject({ found: true, algorithms: ['RS256'], keys: 1 });
    expect(await ask(`${at.provider.issuer}/`)).toMatchObject({ found: true });
    expect(await ask(`http://127.0.0.1:${await freePort()}`)).toMatchObject({ problem: 'unreachable' });
    expect(await ask(`${at.provider.issuer}/nothing`)).toMatchObject({ problem: 'refused', seen: '404' });
    expect(await ask(`http://localhost:${at.port}`)).toMatchObject({ problem: 'other_issuer' });
  });
});
