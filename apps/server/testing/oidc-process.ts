import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { argv } from 'node:process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { freePort } from './server-process.ts';

/** What the provider says of somebody, by the name they sign in with there. */
export type PersonThere = Readonly<Record<string, unknown>>;

export type OidcOptions = {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  people: Readonly<Record<string, PersonThere>>;
};

export type Meddler = (answer: Record<string, unknown>) => Promise<void> | void;

/** A real OpenID Connect provider on the loopback: npm's `oidc-provider`, with its own pages for signing in. */
export type OidcProvider = {
  issuer: string;
  /** Changes what its endpoints answer from now on, the one for tokens unless told: how a hostile provider is made. */
  meddle: (change: Meddler | undefined, path?: '/token' | '/me' | '/jwks') => void;
  /** The key it signs with, for tokens that it did not mean to give. */
  privateKey: CryptoKey;
  keyId: string;
  close: () => Promise<void>;
};

/** In this process. @throws where the port is taken */
export const startOidcProvider = async (options: OidcOptions): Promise<OidcProvider> => {
  const issuer = `http://127.0.0.1:${options.port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keyId = randomUUID();
  const key: JWK = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: keyId };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: options.redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of the test'] },
    // RFC 9700, section 2.1.1: no code without it
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'locale'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ ...options.people[sub], sub }),
    }),
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  });
  const changes = new Map<string, Meddler>();
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next();
    const { body } = ctx;
    const change = changes.get(ctx.path);
    if (!change || typeof body !== 'object' || body === null) return;
    const answer: Record<string, unknown> = { ...body };
    await change(answer);
    ctx.body = answer;
  });
  const answer = provider.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    privateKey,
    keyId,
    meddle: (change, path = '/token') => {
      if (change) changes.set(path, change);
      else changes.clear();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** The same as a process of its own, ready when this resolves. */
export const startOidcProcess = async (
  options: Omit<OidcOptions, 'port'> & { port?: number },
): Promise<{ issuer: string; child: ChildProcess; stop: () => Promise<void> }> => {
  const given: OidcOptions = { ...options, port: options.port ?? (await freePort()) };
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const [issuer] = await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data'),
    ended.then(() => {
      throw new Error('the provider ended instead of starting');
    }),
  ]);
  return {
    issuer: String(issuer).trim(),
    child,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};

/** Follows a browser's way through the provider's pages as somebody, up to where it is sent back to LIMEN. */
export class Walker {
  readonly #cookies = new Map<string, string>();

  /** @returns the address of the callback with what the provider sends along */
  async walk(url: string, login: string | null): Promise<URL> {
    const provider = new URL(url).origin;
    let at = url;
    for (let steps = 0; steps < 20; steps += 1) {
      const page = await this.#ask(at);
      const to = page.headers.get('location');
      const next = to === null ? await this.#answer(await page.text(), login) : new URL(to, at).href;
      if (new URL(next).origin !== provider) return new URL(next);
      at = next;
    }
    throw new Error('the provider leads nowhere');
  }

  /** Presses the button of the page. @returns where it leads */
  async #answer(html: string, login: string | null): Promise<string> {
    const link = (pattern: RegExp): string => {
      const found = pattern.exec(html)?.[1];
      if (found === undefined) throw new Error(`the provider shows something else: ${html.slice(0, 2000)}`);
      return found;
    };
    if (login === null) return link(/href="([^"]+\/abort)"/);
    const action = link(/action="([^"]+)"/);
    const prompt = link(/name="prompt" value="([^"]+)"/);
    const body = new URLSearchParams({ prompt, login, password: 'x' });
    const sent = await this.#ask(action, body);
    const to = sent.headers.get('location');
    if (to === null) throw new Error(`the provider answered ${sent.status}: ${await sent.text()}`);
    return new URL(to, action).href;
  }

  async #ask(url: string, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { body } : {}),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return reply;
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  // written by startOidcProcess above
  const options = JSON.parse(argv[2] ?? '{}') as OidcOptions;
  const { issuer } = await startOidcProvider(options);
  console.log(issuer);
}
