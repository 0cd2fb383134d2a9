import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HomeInUse, lockHome } from './home-lock.ts';
import { pidNamespace, processIdentity, processStart } from './process-identity.ts';

const taker = fileURLToPath(new URL('../../testing/home-taker.ts', import.meta.url));

let home: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'limen-home-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

/** Another server. @returns what it said first */
const another = async (): Promise<{ child: ChildProcess; said: string }> => {
  const child = spawn(process.execPath, [taker, home], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { child, said: said.trim() };
};
const claims = (): string[] => readdirSync(join(home, 'lock'));
const [boot = '', pid = '', start = ''] = processIdentity().split(':');
/** What another server has left there. */
const leave = (name: string, says = 'holds'): string => {
  mkdirSync(join(home, 'lock'), { recursive: true });
  const path = join(home, 'lock', name);
  writeFileSync(path, says);
  return path;
};

test('a home is one server’s until it gives it back, and the other is told whose', async () => {
  const giveBack = lockHome(home);
  expect((await another()).said).toBe(`refused ${process.pid}`);
  expect(() => lockHome(home)).toThrow(HomeInUse);
  giveBack();
  expect(claims()).toEqual([]);
  expect((await another()).said).toBe('taken');
});

test('a server that was killed leaves a claim that is in nobody’s way', async () => {
  const first = await another();
  expect(first.said).toBe('taken');
  expect(() => lockHome(home)).toThrow(`process ${first.child.pid}`);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  lockHome(home)();
  expect(claims()).toEqual([]);
});

test.each([
  ['of another process that had this pid', `${boot}:${pid}:1:${pidNamespace()}`],
  ['of before the machine was started again', `another-boot:${pid}:${start}:${pidNamespace()}`],
  ['that is no claim at all', 'x'],
  ['of a process that tried and died', `${boot}:4194304:1:${pidNamespace()}`],
])('a claim %s is taken away', (_whose, name) => {
  leave(name);
  lockHome(home)();
  expect(claims()).toEqual([]);
});

test('a claim is never half written: one that says nothing yet is waited for, not robbed', () => {
  const trying = leave(`${boot}:${process.ppid}:${processStart(process.ppid)}:${pidNamespace()}`, '');
  expect(() => lockHome(home)).toThrow('fight');
  expect(claims()).toEqual([trying.split('/').at(-1)]);
});

describe('a server in another container, whose process cannot be seen', () => {
  const name = `${boot}:1:1:1`;

  test('holds the home while it beats', async () => {
    const path = leave(name);
    // beats from outside of this thread, as it would
    const beating = spawn('sh', ['-c', `while sleep 0.02; do touch "${path}"; done`], { stdio: 'ignore' });
    children.push(beating);
    expect(() => lockHome(home, { beatMs: 200 })).toThrow('process 1');
    expect(claims()).toEqual([name]);
  });

  test('has lost it when it beats no more', () => {
    utimesSync(leave(name), new Date(0), new Date(0));
    lockHome(home, { beatMs: 5 })();
    expect(claims()).toEqual([]);
  });
});

test('of many that start at once on a home that a killed one left exactly one gets it', async () => {
  for (let round = 0; round < 3; round += 1) {
    leave(`${boot}:${pid}:1:${pidNamespace()}`);
    const all = await Promise.all(Array.from({ length: 8 }, another));
    expect(all.filter(({ said }) => said === 'taken')).toHaveLength(1);
    for (const { child } of all) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  }
}, 30_000);
