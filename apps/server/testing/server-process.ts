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
  /** As a person who presses Ctrl+C. @returns its exit code */
  stop: () => Promise<number | null>;
};

/** Starts main.ts and waits until it serves. @throws with what it printed where it ends instead */
export const startServerProcess = async (options: {
  home: string;
  port: number;
  failpoint?: string;
}): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LIMEN_HOME: options.home,
      LIMEN_BIND: '127.0.0.1',
      PORT: String(options.port),
      LOG_LEVEL: 'warn',
      LIMEN_SERVE_WEB: '0',
      LIMEN_FAILPOINT: options.failpoint ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'exit');
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${said}`);
    const ready = await fetch(`http://127.0.0.1:${options.port}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    child,
    setupToken: /setup\?token=([\w-]+)/.exec(said)?.[1] ?? null,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
};
