import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Limits = {
  addressSpaceBytes: number;
  cpuSeconds: number;
  /** Largest file that it may write; null: as large as it likes. */
  fileSizeBytes: number | null;
};

/** How a program ended. `lastWords`: the end of what it wrote to stderr. */
export type LimitedRun = { code: number | null; signal: NodeJS.Signals | null; lastWords: string };

const lastWordsBytes = 2000;
const path = '/usr/sbin:/usr/bin:/sbin:/bin';
/** Of the tools before the program, and the two below 3 that it was given. */
const openFiles = 64;

type Isolation = readonly string[] | null;
let isolation: Isolation | undefined;

/**
 * How a program is kept from the network here: a network namespace of its own, in which there is nothing; by a user
 * namespace where we are not root; null where the host (a container, mostly) allows neither.
 */
export const networkIsolation = (): Isolation => {
  const ways = [['--net'], ['--user', '--map-root-user', '--net']];
  isolation ??=
    ways.find((way) => spawnSync('unshare', [...way, '--', 'true'], { env: { PATH: path } }).status === 0) ??
    null;
  return isolation;
};

/** Dies with us, whoever kills us; and no program that it starts has more rights than it has. */
const parent = ['--pdeathsig', 'KILL', '--no-new-privs', '--'];

const prlimit = ({ addressSpaceBytes, cpuSeconds, fileSizeBytes }: Limits): string[] => [
  'prlimit',
  `--as=${addressSpaceBytes}`,
  // a second later it is killed, had it chosen not to hear of the first
  `--cpu=${cpuSeconds}:${cpuSeconds + 1}`,
  `--fsize=${fileSizeBytes ?? 'unlimited'}`,
  '--core=0',
  // also what each further thread reserves, of which QEMU may start 64
  `--stack=${2 * 1024 ** 2}`,
  `--nofile=${openFiles}`,
  '--',
];

/**
 * Runs a program on something hostile: within limits of memory, processor time and file size, without a network (where
 * `networkIsolation` can), with an empty environment, without new privileges; it dies with this process, even by SIGKILL.
 *
 * @param run.file a descriptor that the program has as 3, to open as `/proc/self/fd/3`: whatever becomes of the name
 *   meanwhile, it is this file
 * @param run.signal its abort is the end of the program and of all it has started, and is thrown
 * @throws Error where it cannot be started; what `onOutput` rejects with, which ends the program too
 */
export const runLimited = async (run: {
  program: string;
  args: readonly string[];
  limits: Limits;
  /** Beside the two or three that every program has. */
  env?: Readonly<Record<string, string>>;
  file: number;
  /** Further descriptors, as 4 and so on. */
  more?: readonly number[];
  /** A descriptor that it reads as its standard input, from where it stands; not given: it has none. */
  input?: number;
  signal: AbortSignal;
  /** Of stdout, cut at line feeds and carriage returns. */
  onLine?: (line: string) => void;
  /** Takes as much of stdout as it wants, in place of `onLine`; the program waits while it does. */
  onOutput?: (stdout: Readable) => Promise<void>;
}): Promise<LimitedRun> => {
  run.signal.throwIfAborted();
  const isolated = networkIsolation();
  const network = isolated ? ['unshare', ...isolated, '--'] : [];
  const wrapped = [...parent, ...prlimit(run.limits), ...network, run.program, ...run.args];
  const child = spawn('setpriv', wrapped, {
    cwd: '/',
    // glibc reserves address space for each thread's heap, many times what is used: QEMU's threads, as many as the moment
    // wants, were out of a gigabyte of it now and then, with an honest file
    env: { PATH: path, LC_ALL: 'C', MALLOC_ARENA_MAX: '1', ...run.env },
    stdio: [run.input ?? 'ignore', 'pipe', 'pipe', run.file, ...(run.more ?? [])],
    // a group of its own: whatever it has started ends with it, and leaves no pipe open that we would wait for
    detached: true,
  });
  const end = (): void => endGroup(child.pid);
  run.signal.addEventListener('abort', end, { once: true });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsBytes);
  });
  // once() rejects with what could not be started
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const taken = child.stdout ? takeOutput(child.stdout, run) : Promise.resolve();
  taken.catch(() => {
    end();
  });
  try {
    const [code, signal] = await closed;
    await taken;
    run.signal.throwIfAborted();
    return { code, signal, lastWords };
  } catch (error) {
    run.signal.throwIfAborted();
    throw error;
  } finally {
    run.signal.removeEventListener('abort', end);
  }
};

const takeOutput = async (
  stdout: Readable,
  { onLine, onOutput }: Pick<Parameters<typeof runLimited>[0], 'onLine' | 'onOutput'>,
): Promise<void> => {
  if (onOutput) {
    await onOutput(stdout);
    // what is not wanted of it is not waited for: the program is told that nobody listens any more
    stdout.destroy();
    return;
  }
  createInterface({ input: stdout }).on('line', (line) => onLine?.(line));
};

const endGroup = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // it has ended by itself
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};
