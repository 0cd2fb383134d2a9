import { mkdirSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type pg from 'pg';
import { buildApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { appRole, mayChangeAudit } from './db/app-role.ts';
import { isDatabaseLost, openDatabase } from './db/database.ts';
import { migrateDatabase } from './db/migrate.ts';
import { startPrivatePostgres } from './db/private-postgres.ts';
import { type Deps, makeDeps } from './deps.ts';
import { ensureLocalHost } from './hosts/ensure-host.ts';
import { Hosts } from './hypervisor/hosts.ts';
import { createLog } from './lib/create-log.ts';
import { HomeInUse, lockHome } from './lib/home-lock.ts';
import { issueSetupLink } from './users/set-up-first-admin.ts';

/**
 * config → deps → app → listen → graceful close. What was started last is stopped first: nothing new is let in, consoles
 * and live connections end, running operations stop at their next step (and go on at the next start), hosts, database.
 */
const start = async (config: Config): Promise<() => Promise<void>> => {
  mkdirSync(config.home, { recursive: true, mode: 0o711 });
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    closers.push(lockHome(config.home));
    const log = createLog(config.logLevel);
    let connection: Parameters<typeof openDatabase>[0] = { connectionString: config.databaseUrl };
    let owner: Parameters<typeof migrateDatabase>[0] = {
      connectionString: config.databaseMigrationUrl ?? config.databaseUrl,
    };
    if (config.databaseUrl === undefined) {
      const postgres = await startPrivatePostgres({
        home: config.home,
        durable: config.durable,
        onTrouble: (error) => log.error({ err: error }, 'the private PostgreSQL'),
      });
      closers.push(postgres.stop);
      connection = postgres.connection;
      owner = postgres.owner;
    }
    let ending = false;
    const { pool, db } = openDatabase(connection, (error) => {
      // a private PostgreSQL that ends cuts those that were just being closed
      if (!ending) log.warn({ err: error }, 'a database connection broke');
    });
    closers.push(() => {
      ending = true;
      return pool.end();
    });
    await migrateDatabase(owner, await appRoleOf(config, pool));
    if (await mayChangeAudit(pool)) {
      log.warn(
        'the database role of LIMEN owns the audit log: triggers alone guard it (docs/install.md, "Your own PostgreSQL")',
      );
    }
    const hosts = new Hosts({ log, home: config.home });
    closers.push(() => hosts.close());
    const deps = makeDeps({ config, db, pool, hosts, log });
    hosts.add(await ensureLocalHost(db, { name: hostname(), uri: config.libvirtUri }));
    const app = await buildApp(deps);
    closers.push(() => app.close());
    await app.start();
    await app.http.listen({ port: config.port, host: config.bind });
    await announce(deps);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
};

/** The role that is given its rights after migrating; undefined where migrations run as the same. */
const appRoleOf = async (config: Config, pool: pg.Pool): Promise<string | undefined> => {
  if (config.databaseUrl === undefined) return appRole;
  if (config.databaseMigrationUrl === undefined) return undefined;
  const { rows } = await pool.query<{ role: string }>('select current_user as role');
  return rows[0]?.role;
};

/** What a person sees who has just started it. */
const announce = async (deps: Deps): Promise<void> => {
  const { publicUrl, port, bind, tls } = deps.config;
  const protocol = tls ? 'https' : 'http';
  const addresses =
    publicUrl === undefined ? addressesOf(bind).map((a) => `${protocol}://${a}:${port}`) : [publicUrl];
  const [first = `${protocol}://localhost:${port}`, ...others] = addresses;
  const link = await issueSetupLink(deps, first);
  const lines = [`LIMEN is at ${first}${others.length > 0 ? `  (also ${others.join(', ')})` : ''}`];
  if (link !== null) {
    lines.push('There is no administrator yet. This link works once, for 24 hours:', `  ${link}`);
  }
  // in one piece: whoever reads the first line has the link as well
  process.stdout.write(`\n${lines.join('\n')}\n`);
};

/** Networks of machines and containers: the host has an address there, but nobody with a browser is on them. */
const bridges = /^(virbr|vnet|limen-|docker|podman|lxc|veth|cni)/;

/** Where a browser finds us: an address of the network first, then this host by itself. */
const addressesOf = (bind: string): string[] => {
  const text = (address: string): string => (address.includes(':') ? `[${address}]` : address);
  if (bind !== '0.0.0.0' && bind !== '::') return [text(bind)];
  const outside = Object.entries(networkInterfaces())
    .filter(([name]) => !bridges.test(name))
    .flatMap(([, list]) => list ?? [])
    .filter((i) => !i.internal && i.family === 'IPv4' && !i.address.startsWith('169.254.'))
    .map((i) => i.address);
  return [...outside, 'localhost'];
};

/** Sentences for the administrator; what only a developer can read is left to LOG_LEVEL=debug. */
const explain = (error: unknown, config: Config | undefined): string => {
  if (error instanceof ConfigError) return `LIMEN cannot start: ${error.message}`;
  if (error instanceof HomeInUse) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `LIMEN cannot start: port ${config?.port} is taken. Set PORT to another one.`;
  if (code === 'EACCES')
    return `LIMEN cannot start: no permission for ${config?.home}. Start it as root, or set LIMEN_HOME.`;
  if (code === 'ENOSPC') return `LIMEN cannot start: the disk of ${config?.home} is full.`;
  const said = error instanceof Error ? error.message : String(error);
  if (config?.databaseUrl !== undefined && isDatabaseLost(error))
    return `LIMEN cannot start: the database of DATABASE_URL or DB_HOST does not answer (${said}).`;
  return said;
};

/** A close that hangs must not keep the process for ever. */
const closeWithinMs = 15_000;

let config: Config | undefined;
try {
  config = readConfig(process.env);
  const starting = start(config);
  let closing = false;
  // from the first moment: what was begun is ended in order, also when it was not all there yet
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      setTimeout(() => process.exit(1), closeWithinMs).unref();
      starting
        .then((close) => close())
        .then(
          () => process.exit(0),
          (error: unknown) => {
            process.stderr.write(`${explain(error, config)}\n`);
            process.exit(1);
          },
        );
    });
  }
  await starting;
} catch (error) {
  process.stderr.write(`${explain(error, config)}\n`);
  if (config?.logLevel === 'debug') process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
}
