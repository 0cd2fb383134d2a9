import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A free port of the loopback. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** The server as a process of its own, to be killed. */
export type ServerProcess = {
  child: ChildProcess;
  /** The setup token it printed, where there was no administrator. */
  setupToken: string | null;
  ended: Promise<unknown>;
  /** The last of what it printed and logged. */
  said: () => string;
  /** As a person who presses Ctrl+C. @returns its exit code; null: it did not end, and was killed */
  stop: () => Promise<number | null>;
};

/** It gives up closing after 15 s (main.ts). */
const endsWithinMs = 60_000;
/** Whoever tests may be ended in the middle; a server that is left has the libvirt of the next test. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/**
 * Starts main.ts and waits until it serves.
 *
 * @param options.web serve the built pages as well, as `make start` does
 * @throws with what it printed where it ends instead
 */
export const startServerProcess = async (options: {
  home: string;
  port: number;
  failpoint?: string;
  web?: boolean;
  env?: NodeJS.ProcessEnv;
}): Promise<ServerProcess> => {
  // as tools/setup/start does
  const child = spawn(process.execPath, ['--max-semi-space-size=4', main], {
    env: {
      ...process.env,
      NODE_ENV: options.web ? 'production' : 'test',
      LIMEN_HOME: options.home,
      LIMEN_BIND: '127.0.0.1',
      PORT: String(options.port),
      LOG_LEVEL: 'warn',
      LIMEN_SERVE_WEB: options.web ? '1' : '0',
      ...(options.failpoint === undefined ? {} : { LIMEN_FAILPOINT: options.failpoint }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-100_000);
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-100_000);
  });
  const ended = once(child, 'exit');
  living.add(child);
  child.once('exit', () => living.delete(child));
  // it answers a moment before it has printed its address and the setup link, in one piece
  while (!/^LIMEN is at /m.test(said)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${said}`);
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  return {
    child,
    setupToken: /setup\?token=([\w-]+)/.exec(said)?.[1] ?? null,
    ended,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      // what it hangs in is for the test to tell, and the server must not stay
      const patience = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
      await ended;
      clearTimeout(patience);
      return child.exitCode;
    },
  };
};
