import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { newId } from '../src/lib/new-id.ts';
import { type OidcProvider, startOidcProvider, Walker } from './oidc-process.ts';
import { freePort } from './server-process.ts';
import { startTestServer, type TestServer } from './server.ts';

/** Where browsers open the test server, as far as a provider knows. */
const here = 'http://localhost:8080';

/** A server with the provider of oidc-process.ts as the sign-in service of its environment, and visitors from there. */
export type Visited = {
  server: TestServer;
  port: number;
  provider: OidcProvider;
  clientSecret: string;
  /** For which the provider knows the way back, beside the environment's. */
  serviceId: string;
  /** The same provider as another process would be: with other keys, and nobody signed in. */
  restart: () => Promise<void>;
  begin: (next?: string, id?: string, invitation?: string) => Promise<{ url: string; cookie: string }>;
  comeBack: (to: URL, cookie: string) => Promise<LightMyRequestResponse>;
  /** The whole way of a browser: from the button to the page. */
  come: (login: string, next?: string, invitation?: string) => Promise<LightMyRequestResponse>;
  meOf: (reply: LightMyRequestResponse) => Promise<Person>;
  /** Lines of the audit log. */
  lines: (action: string) => Promise<unknown[]>;
  close: () => Promise<void>;
};
type Person = { id: string; userName: string; displayName: string; approval: string };

export const startVisited = async (
  people: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Visited> => {
  const clientSecret = 'the-secret-of-the-client-0123456789';
  const serviceId = newId();
  const port = await freePort();
  const options = {
    port,
    clientId: 'limen',
    clientSecret,
    redirectUris: ['environment', serviceId].map((id) => `${here}/api/auth/callback/${id}`),
    people,
  };
  let provider = await startOidcProvider(options);
  const server = await startTestServer({
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'limen',
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Campus',
      OIDC_SCOPES: 'openid profile email groups',
      OIDC_APPROVE_CLAIM: 'groups=limen-users',
      ...env,
    },
  });
  const begin: Visited['begin'] = async (next, id = 'environment', invitation) => {
    const body = {
      ...(next === undefined ? {} : { next }),
      ...(invitation === undefined ? {} : { invitation }),
    };
    const reply = await server.anybody('POST', `/api/auth/providers/${id}/begin`, body);
    expect(reply.statusCode, reply.body).toBe(200);
    return { url: reply.json<{ url: string }>().url, cookie: cookiesOf(reply) };
  };
  const comeBack: Visited['comeBack'] = (to, cookie) =>
    server.anybody('GET', to.pathname + to.search, undefined, { cookie });
  return {
    server,
    port,
    clientSecret,
    serviceId,
    get provider() {
      return provider;
    },
    restart: async () => {
      provider = await startOidcProvider(options);
    },
    begin,
    comeBack,
    come: async (login, next, invitation) => {
      const { url, cookie } = await begin(next, undefined, invitation);
      return comeBack(await new Walker().walk(url, login), cookie);
    },
    meOf: async (reply) =>
      (await server.anybody('GET', '/api/me', undefined, { cookie: cookiesOf(reply) })).json<{
        user: Person;
      }>().user,
    lines: async (action) =>
      (
        await server.deps.pool.query(
          'select action, via, actor_name, before, after, result from audit_log where action = $1 order by seq',
          [action],
        )
      ).rows,
    close: async () => {
      await server.close();
      await provider.close();
    },
  };
};

/** What a browser sends back of the cookies it was given. */
export const cookiesOf = (reply: LightMyRequestResponse): string =>
  reply.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');

export const expectFailed = (reply: LightMyRequestResponse, code: string, page = '/sign-in'): void => {
  expect(reply.statusCode).toBe(303);
  const to = new URL(String(reply.headers.location), 'http://limen.invalid');
  expect([to.pathname, to.searchParams.get('failed')]).toEqual([page, code]);
  expect(reply.cookies.filter(({ name }) => name.includes('session_token'))).toEqual([]);
};
