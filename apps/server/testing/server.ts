import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { type App, buildApp } from '../src/app.ts';
import { readSecret } from '../src/auth/secret.ts';
import { readConfig } from '../src/config.ts';
import { appRole } from '../src/db/app-role.ts';
import { openDatabase } from '../src/db/database.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { startPrivatePostgres } from '../src/db/private-postgres.ts';
import { type Deps, makeDeps } from '../src/deps.ts';
import { ensureLocalHost } from '../src/hosts/ensure-host.ts';
import { Hosts } from '../src/hypervisor/hosts.ts';
import { issueSetupLink } from '../src/users/set-up-first-admin.ts';
import { forgetHost } from './forget-host.ts';

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Caller = (
  method: Method,
  url: string,
  body?: object,
  headers?: object,
) => Promise<LightMyRequestResponse>;

/** The server as main.ts builds it, on a home, a PostgreSQL and (in the private host) a libvirt of its own, without a port. */
export type TestServer = {
  app: App;
  deps: Deps;
  home: string;
  /** Asks as nobody. */
  anybody: Caller;
  /** Registers somebody; `approved` by the administrator unless told otherwise. */
  person: (userName: string, approved?: boolean) => Promise<Caller>;
  admin: Caller;
  /** Another session of somebody who was registered here, or of `admin`. */
  signIn: (userName: string) => Promise<Caller>;
  /** How the owner of the database connects, who may what the server itself may not; `asOwner` sends a statement. */
  owner: pg.ClientConfig;
  asOwner: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /** The `Cookie` header of somebody who was registered here, or of `admin`, for WebSockets. */
  cookieOf: (userName: string) => string;
  /** Listens on a free port of the loopback; as often as wanted. @returns the port */
  listen: () => Promise<number>;
  setupToken: string;
  /** Asks with somebody's cookie, e.g. one that another server on the same database gave. */
  with: (cookie: string) => Caller;
  /** Waits until an operation is at its end. */
  ended: (operationId: string) => Promise<Operation>;
  close: () => Promise<void>;
};

const secretOf = ({ home, deps }: TestServer): string => readSecret(home, deps.config.secret);

export const password = 'correct horse battery';

export const startTestServer = async (
  options: {
    libvirtUri?: string;
    withAdmin?: boolean;
    /** A second process on the database of this one, with its secret; it has no administrator of its own. */
    beside?: TestServer;
    env?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestServer> => {
  const home = mkdtempSync(join(tmpdir(), 'limen-test-'));
  const config = readConfig({
    NODE_ENV: 'test',
    LIMEN_HOME: home,
    LIBVIRT_URI: options.libvirtUri ?? 'qemu:///system?socket=/nowhere',
    LOG_LEVEL: 'silent',
    LIMEN_SERVE_WEB: '0',
    RATE_LIMIT_RPS: '100000',
    ...(options.beside ? { JWT_SECRET: secretOf(options.beside) } : {}),
    ...options.env,
  });
  // QEMU and PostgreSQL run as other users and have to pass through
  mkdirSync(join(home, 'pools'), { recursive: true });
  const { chmodSync } = await import('node:fs');
  chmodSync(home, 0o711);
  const postgres = options.beside ? undefined : await startPrivatePostgres({ home, durable: false });
  const owner = postgres?.owner ?? options.beside?.owner ?? {};
  await migrateDatabase(owner, appRole);
  const { pool, db } = openDatabase(
    postgres?.connection ?? options.beside?.deps.pool.options ?? {},
    () => undefined,
  );
  const log = pino({ level: 'silent' });
  const hosts = new Hosts({ log, home });
  const deps = makeDeps({ config, db, pool, hosts, log });
  hosts.add(await ensureLocalHost(db, { name: 'test', uri: config.libvirtUri }));
  const app = await buildApp(deps);
  await app.start();
  const link = await issueSetupLink(deps, 'http://localhost');
  const setupToken = new URL(link ?? 'http://localhost/').searchParams.get('token') ?? '';

  const as =
    (cookie: string | undefined): Caller =>
    async (method, url, body, headers) =>
      app.http.inject({
        method,
        url,
        headers: { 'x-limen-request': '1', ...(cookie === undefined ? {} : { cookie }), ...headers },
        ...(body === undefined ? {} : { payload: body }),
      });
  const cookieOf = (reply: LightMyRequestResponse): string =>
    reply.cookies.map((c) => `${c.name}=${encodeURIComponent(c.value)}`).join('; ');
  const anybody = as(undefined);
  const cookies = new Map<string, string>();
  let admin: Caller = anybody;
  if (options.withAdmin !== false && !options.beside) {
    const credentials = { userName: 'admin', password, displayName: 'Admin' };
    const cookie = cookieOf(await anybody('POST', '/api/setup', { token: setupToken, ...credentials }));
    cookies.set('admin', cookie);
    admin = as(cookie);
  }
  return {
    app,
    deps,
    home,
    anybody,
    admin,
    owner,
    asOwner: async (text, values) => {
      const client = new pg.Client(owner);
      await client.connect();
      try {
        return await client.query(text, values);
      } finally {
        await client.end();
      }
    },
    setupToken,
    with: as,
    signIn: async (userName) => {
      const reply = await anybody('POST', '/api/session', { userName, password });
      if (reply.statusCode >= 300) throw new Error(`could not sign in: ${reply.body}`);
      return as(cookieOf(reply));
    },
    cookieOf: (userName) => cookies.get(userName) ?? '',
    listen: async () => {
      if (!app.http.server.listening) await app.http.listen({ port: 0, host: '127.0.0.1' });
      const address = app.http.server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    },
    person: async (userName, approved = true) => {
      const reply = await anybody('POST', '/api/register', { userName, password, displayName: userName });
      if (reply.statusCode !== 201) throw new Error(`could not register: ${reply.body}`);
      if (approved)
        await admin('POST', `/api/users/${reply.json<{ user: { id: string } }>().user.id}/approve`);
      cookies.set(userName, cookieOf(reply));
      return as(cookieOf(reply));
    },
    ended: async (operationId) => {
      for (;;) {
        const operation = (await admin('GET', `/api/operations/${operationId}`)).json<Operation>();
        if (operation.finishedAt !== null) return operation;
        await new Promise<void>((resolve) => {
          const woken = (): void => {
            end();
            clearTimeout(timer);
            resolve();
          };
          const end = deps.live.on('operation.changed', ({ id }) => {
            if (id === operationId) woken();
          });
          // it may have ended between the look and the listening
          const timer = setTimeout(woken, 200);
        });
      }
    },
    close: async () => {
      await app.close();
      await hosts.close();
      await pool.end();
      await postgres?.stop();
      if (options.libvirtUri !== undefined) forgetHost(options.libvirtUri);
      rmSync(home, { recursive: true, force: true });
    },
  };
};
