import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, startServerProcess } from '../testing/server-process.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let home: string;

/** PostgreSQL runs as another user and has to pass through. */
const makeHome = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'limen-main-'));
  chmodSync(made, 0o711);
  return made;
};

beforeEach(() => {
  home = makeHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const spawnMain = (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LIMEN_HOME: home,
      // this machine's own libvirt is not ours to set up
      LIBVIRT_URI: 'qemu:///system?socket=/nowhere',
      LIMEN_SERVE_WEB: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return { child, ended: once(child, 'exit') as Promise<[number | null]>, said: () => said };
};
const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 10));

test('a server that is told to end while it starts ends in order, and leaves no database running', async () => {
  const { child, ended } = spawnMain({ PORT: String(await freePort()) });
  const pidFile = join(home, 'postgres', 'data', 'postmaster.pid');
  while (!existsSync(pidFile)) await turn();
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(existsSync(pidFile)).toBe(false);
  // and the same home starts as if nothing had been
  const server = await startServerProcess({ home, port: await freePort() });
  expect(await server.stop()).toBe(0);
});

test('what keeps it from starting is one sentence that names it', async () => {
  const port = await freePort();
  const server = await startServerProcess({ home, port });
  const second = spawnMain({ PORT: String(port) });
  expect((await second.ended)[0]).toBe(1);
  expect(second.said().trim().split('\n')).toHaveLength(1);
  expect(second.said()).toContain(home);
  const other = makeHome();
  const taken = spawnMain({ PORT: String(port), LIMEN_HOME: other, LIMEN_BIND: '127.0.0.1' });
  expect((await taken.ended)[0]).toBe(1);
  expect(taken.said().trim()).toBe(`LIMEN cannot start: port ${port} is taken. Set PORT to another one.`);
  const away = spawnMain({
    DATABASE_URL: `postgresql://u@127.0.0.1:${await freePort()}/limen`,
    LIMEN_HOME: other,
  });
  expect((await away.ended)[0]).toBe(1);
  expect(away.said()).toMatch(/^LIMEN cannot start: the database of DATABASE_URL or DB_HOST does not answer/);
  rmSync(other, { recursive: true, force: true });
  const wrong = spawnMain({ PORT: 'ninety' });
  expect((await wrong.ended)[0]).toBe(1);
  expect(wrong.said()).toMatch(/^LIMEN cannot start: PORT: .+\n$/);
  expect(await server.stop()).toBe(0);
  expect(readFileSync(join(home, 'secret'), 'utf8').length).toBeGreaterThan(20);
});
