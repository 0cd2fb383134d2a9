import { isIP } from 'node:net';
import { env as processEnvironment } from 'node:process';
import { approveClaim, scopes } from '@limen/contract/providers';
import { z } from 'zod';

/** A setting is wrong; the message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const flag = z.enum(['0', '1', 'true', 'false', '']).transform((v) => v === '1' || v === 'true');

const url = z.url({ protocol: /^https?$/ }).transform((v) => new URL(v).origin);

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  LIMEN_BIND: z
    .string()
    .refine((v) => isIP(v) !== 0, 'not an IP address')
    .default('0.0.0.0'),
  LIMEN_HOME: z.string().startsWith('/', 'not an absolute path').default('/var/lib/limen'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'not a postgresql:// address')
    .optional(),
  DATABASE_MIGRATION_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'not a postgresql:// address')
    .optional(),
  DB_HOST: z.string().optional(),
  DB_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  DB_USER: z.string().optional(),
  DB_PASSWORD: z.string().optional(),
  DB_NAME: z.string().optional(),
  LIBVIRT_URI: z
    .string()
    .regex(/^[a-z]+(\+[a-z]+)?:\/\//, 'not a libvirt URI')
    .default('qemu:///system'),
  JWT_SECRET: z.string().min(32, 'shorter than 32 characters').optional(),
  LIMEN_PUBLIC_URL: url.optional(),
  TLS_CERT: z.string().startsWith('/', 'not an absolute path').optional(),
  TLS_KEY: z.string().startsWith('/', 'not an absolute path').optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).optional(),
  OIDC_SCOPES: scopes.default('openid profile email'),
  OIDC_APPROVE_CLAIM: approveClaim.optional(),
  TRUST_PROXY: z
    .string()
    .transform((v) =>
      v
        .split(',')
        .map((a) => a.trim())
        .filter((a) => a !== ''),
    )
    .default([]),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+\/?$/, 'not an smtp:// or smtps:// address')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'not an e-mail address')
    .optional(),
  RATE_LIMIT_RPS: z.coerce.number().int().min(1).max(100_000).default(200),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LIMEN_SERVE_WEB: flag.default(true),
  LIMEN_DEV: flag.default(false),
  NODE_ENV: z.string().optional(),
  LIMEN_FAILPOINT: z.string().optional(),
});

/** An OpenID Connect provider, found by discovery at its issuer. */
export type OidcConfig = {
  issuer: string;
  clientId: string;
  /** null: a public client. */
  clientSecret: string | null;
  name: string;
  scopes: string;
  /** `claim=value`: whoever has it needs no approval. */
  approveClaim: string | null;
};

/** Every setting, parsed once at the start. Nothing else reads the environment. */
export type Config = {
  port: number;
  bind: string;
  home: string;
  /** undefined: the private PostgreSQL in the home. */
  databaseUrl: string | undefined;
  /** The owner of the tables, where the server itself is to work as another role; undefined: it migrates as it works. */
  databaseMigrationUrl: string | undefined;
  libvirtUri: string;
  /** undefined: one is made and kept in the home. */
  secret: string | undefined;
  publicUrl: string | undefined;
  /** The port speaks TLS with this certificate; undefined: plain HTTP, for a proxy in front or a trusted network. */
  tls: { certFile: string; keyFile: string } | undefined;
  /** The sign-in service of the environment; administrators can set up more. */
  oidc: OidcConfig | undefined;
  /** Tests only: a sign-in service may be asked without TLS, also where it is not on this host. */
  plainOidc: boolean;
  trustProxy: string[];
  rateLimitRps: number;
  /** undefined: this installation sends no e-mail. */
  mail: { smtpUrl: string; from: string } | undefined;
  logLevel: string;
  serveWeb: boolean;
  /** Next with reload, and readable errors. */
  dev: boolean;
  /** `kind.step:before:kill`, for tests of recovery; refused outside of them. */
  failpoint: string | undefined;
  /** Tests only: the private PostgreSQL need not survive a power cut. */
  durable: boolean;
};

/** @throws ConfigError naming the first setting that is wrong */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  // an empty variable means "not set", as in compose files
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message ?? 'wrong'}`);
  }
  const e = parsed.data;
  if (e.JWT_SECRET !== undefined && /secret|change|example|sample/i.test(e.JWT_SECRET)) {
    throw new ConfigError('JWT_SECRET: looks like a sample; leave it out and LIMEN makes one');
  }
  if (e.DATABASE_MIGRATION_URL !== undefined && e.DATABASE_URL === undefined && e.DB_HOST === undefined) {
    throw new ConfigError(
      'DATABASE_MIGRATION_URL: goes with DATABASE_URL; the private PostgreSQL needs neither',
    );
  }
  // its letters carry links, and only a fixed address is one that nobody else can put there
  for (const [needs, value] of [
    ['MAIL_FROM', e.MAIL_FROM],
    ['LIMEN_PUBLIC_URL', e.LIMEN_PUBLIC_URL],
  ] as const) {
    if (e.SMTP_URL !== undefined && value === undefined) {
      throw new ConfigError(`${needs}: needed with SMTP_URL`);
    }
  }
  const test = e.NODE_ENV === 'test';
  if (e.LIMEN_FAILPOINT !== undefined && !test) throw new ConfigError('LIMEN_FAILPOINT: for tests only');
  return {
    port: e.PORT,
    bind: e.LIMEN_BIND,
    home: e.LIMEN_HOME.replace(/\/+$/, ''),
    databaseUrl: e.DATABASE_URL ?? databaseUrlOf(e),
    databaseMigrationUrl: e.DATABASE_MIGRATION_URL,
    libvirtUri: e.LIBVIRT_URI,
    secret: e.JWT_SECRET,
    publicUrl: e.LIMEN_PUBLIC_URL,
    tls: tlsOf(e),
    oidc: oidcOf(e),
    plainOidc: test,
    trustProxy: e.TRUST_PROXY,
    rateLimitRps: e.RATE_LIMIT_RPS,
    mail:
      e.SMTP_URL !== undefined && e.MAIL_FROM !== undefined
        ? { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM }
        : undefined,
    logLevel: e.LOG_LEVEL,
    serveWeb: e.LIMEN_SERVE_WEB,
    dev: e.LIMEN_DEV,
    failpoint: e.LIMEN_FAILPOINT,
    durable: !test,
  };
};

const tlsOf = (e: z.infer<typeof environment>): Config['tls'] => {
  if (e.TLS_CERT === undefined && e.TLS_KEY === undefined) return undefined;
  if (e.TLS_CERT === undefined) throw new ConfigError('TLS_CERT: missing; TLS_KEY alone is no certificate');
  if (e.TLS_KEY === undefined) throw new ConfigError('TLS_KEY: missing; TLS_CERT needs its key');
  return { certFile: e.TLS_CERT, keyFile: e.TLS_KEY };
};

/** Whether browsers reach it by TLS, its own or that of a proxy: then cookies and names are for TLS only. */
export const isSecure = (config: Pick<Config, 'publicUrl' | 'tls'>): boolean =>
  config.tls !== undefined || (config.publicUrl?.startsWith('https:') ?? false);

const databaseUrlOf = (e: z.infer<typeof environment>): string | undefined => {
  if (e.DB_HOST === undefined) return undefined;
  const address = new URL('postgresql://localhost');
  address.hostname = e.DB_HOST;
  address.port = String(e.DB_PORT ?? 5432);
  address.username = e.DB_USER ?? 'limen';
  address.password = e.DB_PASSWORD ?? '';
  address.pathname = `/${e.DB_NAME ?? 'limen'}`;
  return address.href;
};

/** Hosts that are this one, where nothing on the way can listen. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const oidcOf = (e: z.infer<typeof environment>): OidcConfig | undefined => {
  if (e.OIDC_ISSUER === undefined) {
    const stray = (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_APPROVE_CLAIM'] as const).find(
      (name) => e[name] !== undefined,
    );
    if (stray !== undefined) throw new ConfigError(`${stray}: needs OIDC_ISSUER as well`);
    return undefined;
  }
  const url = new URL(e.OIDC_ISSUER);
  if (url.protocol !== 'https:' && !isLoopback(url.hostname) && e.NODE_ENV !== 'test') {
    throw new ConfigError('OIDC_ISSUER: not an https:// address');
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new ConfigError('OIDC_ISSUER: has a query, a fragment or a user');
  }
  if (e.OIDC_CLIENT_ID === undefined) throw new ConfigError('OIDC_CLIENT_ID: missing beside OIDC_ISSUER');
  return {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET ?? null,
    name: e.OIDC_NAME ?? url.hostname,
    scopes: e.OIDC_SCOPES,
    approveClaim: e.OIDC_APPROVE_CLAIM ?? null,
  };
};

/** Where this process reaches its own API: the web application's server components ask there. */
export const internalUrl = (config: Pick<Config, 'bind' | 'port'>): string => {
  const any: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const host = any[config.bind] ?? (config.bind.includes(':') ? `[${config.bind}]` : config.bind);
  return `http://${host}:${config.port}`;
};

/**
 * Next takes settings from the environment only: the variables that LIMEN sets itself.
 *
 * @param internal where the pages ask the API (internalUrl, or a door of their own where the port speaks TLS)
 * @param pagesKey shows that a request for data comes from a page that is being made (http/page-requests.ts)
 * @param built the configuration that the pages were built with, as JSON: with it Next need not compile next.config.ts
 *   again, for which it would keep two compilers in memory (38 MB); what its own standalone server does
 */
export const tellWeb = (
  internal: string,
  { pagesKey, built }: { pagesKey: string; built: string | undefined },
): void => {
  processEnvironment['LIMEN_INTERNAL_URL'] = internal;
  processEnvironment['LIMEN_PAGES_KEY'] = pagesKey;
  if (built !== undefined) processEnvironment['__NEXT_PRIVATE_STANDALONE_CONFIG'] = built;
};
