import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type NetConnectOpts } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An unprivileged libvirtd of a test's own: its home, its runtime folder, its configuration. */
export type PrivateDaemon = {
  readonly socket: string;
  readonly pid: number;
  readonly folder: string;
  /** The daemon's own configuration file may name files here: `folder` is readable by it. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** virsh against this daemon and `name`, such as `test:///default`. */
  readonly virsh: (name: string, ...args: string[]) => Promise<string>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Nobody: a daemon that runs as root would take the system's socket, pid file and state. */
const NOBODY = 65_534;

const answers = (address: NetConnectOpts): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address, () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });

/**
 * Starts libvirtd as an unprivileged user with its own HOME and XDG_RUNTIME_DIR, so that it meets no other libvirtd.
 * `configuration` are lines for libvirtd.conf; `prepare` may put files into the folder first; `tlsPort` is where
 * the configuration makes it listen for TLS. `saslConfiguration` lets it find its SASL
 * configuration in the folder. Resolves once it accepts connections at all of them.
 */
export async function startPrivateDaemon({
  configuration = '',
  tlsPort,
  prepare = async () => undefined,
  saslConfiguration = false,
}: {
  configuration?: string | ((folder: string) => string);
  tlsPort?: number;
  prepare?: (folder: string) => Promise<unknown>;
  saslConfiguration?: boolean;
} = {}): Promise<PrivateDaemon> {
  const folder = await mkdtemp('/tmp/limen-rpc-'); // short: a socket's path ends at 107 bytes
  const runtime = join(folder, 'run');
  const config = join(folder, 'libvirtd.conf');
  await mkdir(runtime, { mode: 0o700 });
  const lines = typeof configuration === 'string' ? configuration : configuration(folder);
  await writeFile(config, `# a test's own libvirtd\n${lines}\n`); // libvirtd refuses an empty file
  await prepare(folder);
  const root = process.getuid?.() === 0;
  if (root) await Promise.all([folder, runtime].map((path) => chown(path, NOBODY, NOBODY)));
  const environment = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    ...(saslConfiguration ? { SASL_CONF_PATH: folder } : {}),
  };
  const options = root ? { uid: NOBODY, gid: NOBODY } : {};
  // setpriv becomes libvirtd, which then dies with this process however that ends
  const command = ['--pdeathsig', 'KILL', 'libvirtd', '-f', config];
  if (tlsPort !== undefined) command.push('--listen');
  const daemon: ChildProcess = spawn('setpriv', command, {
    ...options,
    env: { ...environment, NODE_ENV: 'test' }, // Next makes NODE_ENV a must in the type of every environment
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  daemon.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4000);
  });
  const gone = new Promise<void>((resolve) => {
    daemon.once('exit', () => resolve());
    daemon.once('error', (error) => ((complaint += error.message), resolve()));
  });
  const socket = join(runtime, 'libvirt/libvirt-sock');
  const up = async () =>
    (await answers({ path: socket })) &&
    (tlsPort === undefined || (await answers({ host: '127.0.0.1', port: tlsPort })));
  while (!(await up())) {
    const state = await Promise.race([
      gone.then(() => 'gone'),
      new Promise((resolve) => setTimeout(resolve, 20)),
    ]);
    if (state === 'gone') {
      await rm(folder, { recursive: true, force: true });
      throw new Error(`libvirtd did not start: ${complaint}`);
    }
  }
  return {
    socket,
    folder,
    pid: daemon.pid ?? 0,
    kill: (signal) => void daemon.kill(signal),
    virsh: async (name, ...args) => {
      const uri = `${name.replace('://', '+unix://')}?socket=${socket}`;
      return (await run('virsh', ['-q', '-c', uri, ...args], { maxBuffer: 64 * 1024 * 1024 })).stdout;
    },
    [Symbol.asyncDispose]: async () => {
      daemon.kill('SIGCONT');
      daemon.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
