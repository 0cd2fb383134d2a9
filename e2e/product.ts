import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The running product: the same `main.ts` that `make start` runs, with a home of its own. */
export type Product = {
  url: string;
  /** One-time link of the first administrator, as printed. */
  setupLink: string;
  home: string;
  pid: number;
  /** Everything it printed, for the report of a failed test. */
  output: () => string;
  stop: () => Promise<void>;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/**
 * Starts the server on a free port and waits for what it prints.
 *
 * @param home kept where given (a second start of the same home); else made, and removed by `stop`
 */
export const startProduct = async (
  options: { home?: string; tinyImages?: string } = {},
): Promise<Product> => {
  const made = options.home === undefined;
  const base = join(root, '.limen');
  await mkdir(base, { recursive: true });
  const home = options.home ?? (await mkdtemp(join(base, 'e2e-')));
  if (options.tinyImages !== undefined) {
    const { symlink } = await import('node:fs/promises');
    if (made) await symlink(options.tinyImages, join(home, 'import'));
  }
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'apps/server/src/main.ts')], {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), LIMEN_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-200_000);
  };
  child.stderr.setEncoding('utf8').on('data', keep);
  const setupLink = await firstLink(child, keep, () => output);
  if (child.pid === undefined) throw new Error('the server has no pid');
  return {
    url: `http://127.0.0.1:${port}`,
    setupLink: `http://127.0.0.1:${port}${setupLink}`,
    home,
    pid: child.pid,
    output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      if (made) await rm(home, { recursive: true, force: true });
    },
  };
};

/** Path and query of the link it prints; fails with its output if it ends instead. */
const firstLink = (
  child: ChildProcess,
  keep: (text: string) => void,
  output: () => string,
): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('no stdout');
    createInterface({ input: child.stdout }).on('line', (text) => {
      keep(`${text}\n`);
      const link = /https?:\/\/[^/\s]+(\/setup\?token=[\w-]+)/.exec(text);
      if (link?.[1] !== undefined) resolve(link[1]);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output()}`)));
  });
