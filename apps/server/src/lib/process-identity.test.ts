import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { processIdentity, processStart } from './process-identity.ts';

test('a process has one start for as long as it lives, whatever its name is', async () => {
  expect(processStart(process.pid)).toMatch(/^\d+$/);
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processIdentity().split(':').slice(1)).toEqual([String(process.pid), processStart(process.pid)]);
  // the name in /proc/pid/stat is not escaped: this one has what separates the fields
  const odd = spawn('sh', ['-c', 'printf "a) Z 1 2" >/proc/$$/comm; echo named; read -r _'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(odd.stdout, 'data');
  expect(readFileSync(`/proc/${odd.pid}/stat`, 'utf8')).toContain('(a) Z 1 2)');
  expect(Number(processStart(odd.pid ?? 0))).toBeGreaterThanOrEqual(Number(processStart(process.pid)));
  odd.kill('SIGKILL');
  await once(odd, 'exit');
  expect(processStart(odd.pid ?? 0)).toBeUndefined();
});

test('one that has ended is gone, also while its parent takes no note of it', async () => {
  // the shell becomes a program that never waits for the child it already had
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
  const child = Number(line);
  while (!readFileSync(`/proc/${child}/status`, 'utf8').includes('State:\tZ')) await delay(5);
  expect(processStart(child)).toBeUndefined();
  parent.kill('SIGKILL');
});
