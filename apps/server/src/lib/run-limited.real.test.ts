import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { died, until } from '../../testing/saga-harness.ts';
import { type LimitedRun, networkIsolation, runLimited } from './run-limited.ts';

const MiB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'limen-limited-'));
const given = join(folder, 'given');
let file: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  writeFileSync(given, 'what was given\n');
  file = await open(given);
});
afterAll(async () => {
  await file.close();
  rmSync(folder, { recursive: true });
});

/** A shell's words within limits; what it printed comes back by lines. */
const shell = async (
  words: string,
  limits: Partial<Parameters<typeof runLimited>[0]['limits']> = {},
  signal = new AbortController().signal,
): Promise<LimitedRun & { lines: string[] }> => {
  const lines: string[] = [];
  const run = await runLimited({
    program: 'bash',
    args: ['-c', words],
    limits: { addressSpaceBytes: 512 * MiB, cpuSeconds: 60, fileSizeBytes: null, ...limits },
    file: file.fd,
    signal,
    onLine: (line) => lines.push(line),
  });
  return { ...run, lines };
};

test('what asks for more memory than it may have does not get it', async () => {
  const enough = await shell('dd if=/dev/zero of=/dev/null bs=100M count=1');
  expect(enough.code).toBe(0);
  const tooMuch = await shell('dd if=/dev/zero of=/dev/null bs=100M count=1', {
    addressSpaceBytes: 64 * MiB,
  });
  expect(tooMuch.code).toBe(1);
  expect(tooMuch.lastWords).toMatch(/memory exhausted/);
});

test('what never ends is ended by the processor time it has used, also where it does not want to hear of it', async () => {
  expect(await shell('while :; do :; done', { cpuSeconds: 1 })).toMatchObject({
    code: null,
    signal: 'SIGXCPU',
  });
  const deaf = await shell("trap '' XCPU; while :; do :; done", { cpuSeconds: 1 });
  expect(deaf).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test('no file becomes larger than it may', async () => {
  const to = join(folder, 'large');
  const run = await shell(`dd if=/dev/zero of=${to} bs=64k count=100`, { fileSizeBytes: MiB });
  expect(run.code).not.toBe(0);
  expect(statSync(to).size).toBe(MiB);
});

test('it reaches nobody, not even on this machine', async () => {
  expect(networkIsolation()).not.toBeNull();
  let reached = 0;
  const server = createServer((socket) => {
    reached += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { lines } = await shell(
    `(exec 4<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && echo reached; tail -n +3 /proc/net/dev | cut -d: -f1`,
  );
  expect(lines.map((line) => line.trim())).toEqual(['lo']);
  expect(reached).toBe(0);
  server.close();
});

test('it has the file that was opened, whatever its name has come to mean, and no other of ours', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, 'something else\n');
  renameSync(other, given);
  // what it reads as its program is its own, as bash's 255 is
  const { lines } = await shell('cat <&3; for fd in /proc/$$/fd/*; do readlink $fd; done');
  expect(lines[0]).toBe('what was given');
  const files = lines.slice(1).filter((line) => line.startsWith('/') && line !== '/dev/null');
  expect(files).toEqual([`${given} (deleted)`]);
});

test('it has nothing of our environment, and no way to more rights', async () => {
  const { lines } = await shell('env | cut -d= -f1 | sort; grep NoNewPrivs /proc/self/status');
  expect(lines.filter((line) => !['PWD', 'SHLVL', '_'].includes(line))).toEqual([
    'LC_ALL',
    'MALLOC_ARENA_MAX',
    'PATH',
    'NoNewPrivs:\t1',
  ]);
});

/** What a process has written down, once it has. */
const written = (path: string, pattern: RegExp): string | undefined =>
  existsSync(path) ? pattern.exec(readFileSync(path, 'utf8'))?.[0] : undefined;

/** Ended, whether or not somebody has asked how. */
const isOver = (pid: string): boolean =>
  !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/status`, 'utf8').includes('State:\tZ');

test('an abort ends it with all it has started, and is what the caller hears', async () => {
  const controller = new AbortController();
  const at = join(folder, 'pids');
  const running = shell(`sleep 1000 & echo $$ $! > ${at}; wait`, {}, controller.signal);
  const pids = await until(() => written(at, /^\d+ \d+$/m));
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await until(() => pids.split(' ').every(isOver));
  await expect(shell('true', {}, controller.signal)).rejects.toThrow('enough');
});

test('it does not outlive a server that is killed', async () => {
  const at = join(folder, 'orphan');
  const module = fileURLToPath(new URL('run-limited.ts', import.meta.url));
  const words = `
    import { runLimited } from ${JSON.stringify(module)};
    await runLimited({ program: 'bash', args: ['-c', 'echo $$ > ${at}; exec sleep 1000'], file: 0,
      limits: { addressSpaceBytes: ${512 * MiB}, cpuSeconds: 60, fileSizeBytes: null },
      signal: new AbortController().signal });`;
  const server = spawn(process.execPath, ['--input-type=module', '-e', words], { stdio: 'inherit' });
  const pid = await until(() => written(at, /^\d+$/m));
  server.kill('SIGKILL');
  await died(server);
  await until(() => isOver(pid));
});
