import { isIP } from 'node:net';
import { env as processEnvironment } from 'node:process';
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
  TRUST_PROXY: z
    .string()
    .transform((v) =>
      v
        .split(',')
        .map((a) => a.trim())
        .filter((a) => a !== ''),
    )
    .default([]),
  RATE_LIMIT_RPS: z.coerce.number().int().min(1).max(100_000).default(200),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LIMEN_SERVE_WEB: flag.default(true),
  LIMEN_DEV: flag.default(false),
  NODE_ENV: z.string().optional(),
  LIMEN_FAILPOINT: z.string().optional(),
});

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
  trustProxy: string[];
  rateLimitRps: number;
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
    trustProxy: e.TRUST_PROXY,
    rateLimitRps: e.RATE_LIMIT_RPS,
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
