import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  freePort,
  type ServerProcess,
  startServerProcess,
} from '../../apps/server/testing/server-process.ts';

export type Product = {
  server: ServerProcess;
  home: string;
  port: number;
  /** Of the first administrator. */
  cookie: string;
  ask: <T>(method: string, path: string, body?: object) => Promise<T>;
  stop: () => Promise<void>;
};

/** The product as a process of its own, with an administrator. */
export const startProduct = async (
  options: { web?: boolean; env?: NodeJS.ProcessEnv; home?: string } = {},
): Promise<Product> => {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'limen-bench-'));
  chmodSync(home, 0o711);
  const port = await freePort();
  const server = await startServerProcess({
    home,
    port,
    web: options.web ?? false,
    env: { NODE_ENV: 'production', RATE_LIMIT_RPS: '100000', ...options.env },
  });
  let cookie = '';
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { cookie, 'x-limen-request': '1', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    const set = reply.headers.getSetCookie().map((c) => c.split(';', 1)[0]);
    if (set.length > 0) cookie = set.join('; ');
    return (await reply.json()) as T;
  };
  if (server.setupToken !== null) {
    const person = { userName: 'admin', displayName: 'Admin', password: 'correct horse battery' };
    await ask('POST', '/api/setup', { token: server.setupToken, ...person });
  }
  return {
    server,
    home,
    port,
    cookie,
    ask,
    stop: async () => {
      await server.stop();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
};

/** Another program of the benchmarks in a process of its own. @returns the first line it prints, and how to end it */
export const startBeside = async (
  file: string,
  ...args: string[]
): Promise<{ line: string; stop: () => void }> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // the first line is one small write
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { line: chunk.toString('utf8').trim(), stop: () => child.kill() };
};
