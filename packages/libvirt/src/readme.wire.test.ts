import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type PrivateDaemon, startPrivateDaemon } from '../testing/private-daemon.ts';

const root = join(import.meta.dirname, '..');
const example = join(root, 'src/examples/tour.ts');
const readme = () => readFile(join(root, 'README.md'), 'utf8');

/** The example against a daemon's test driver: its lines, from the first on. */
const start = (daemon: PrivateDaemon, ...words: string[]) => {
  const uri = `test+unix:///default?socket=${daemon.socket}`;
  const child = spawn(process.execPath, [example, uri, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines, exit: once(child, 'exit') };
};
const waiting = 'waiting for events; Ctrl-C ends';

it('the README’s example is the one that is tested', async () => {
  expect(await readme()).toContain(`\n\`\`\`ts\n${await readFile(example, 'utf8')}\`\`\`\n`);
});

it('the example tells what virsh tells, hears what virsh does, and ends cleanly', async () => {
  await using daemon = await startPrivateDaemon();
  const virsh = async (...words: string[]) => (await daemon.virsh('test:///default', ...words)).trim();
  const picture = join(daemon.folder, 'screen.png');
  const { child, lines, exit } = start(daemon, picture);
  await eventually(() => lines.at(-1)).toBe(waiting);
  expect(lines[0]).toContain(`${await virsh('hostname')} runs libvirt `);
  expect(lines.slice(2)).toEqual([
    'test: 1',
    'test: 2 statistics, state.state=1',
    'libvirt says: Domain not found',
    `the screen of test is in ${picture}`,
    waiting,
  ]);
  expect((await readFile(picture)).subarray(1, 4).toString()).toBe('PNG');
  await virsh('suspend', 'test');
  await virsh('resume', 'test');
  await eventually(() => lines.slice(-2)).toEqual(['test SUSPENDED', 'test RESUMED']);
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
});

it('the example says what to do when the connection is lost', async () => {
  await using daemon = await startPrivateDaemon();
  const { lines, exit } = start(daemon);
  await eventually(() => lines.at(-1)).toBe(waiting);
  daemon.kill('SIGKILL');
  expect(await exit).toEqual([1, null]);
  expect(lines.at(-1)).toMatch(/^connect again, register, then list: .*libvirt-sock/);
});

it('each of the 18 pitfalls has a test that names it, in the file the README says', async () => {
  const rows = [...(await readme()).matchAll(/^\| (\d+) \| .* \| (.+) \|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 18 }, (_, index) => index + 1),
  );
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'));
  const named = new Map<string, Set<string>>();
  for (const file of files) {
    const text = await readFile(join(import.meta.dirname, file), 'utf8');
    const titles = [...text.matchAll(/'pitfalls? ([\d and]+):? /g)];
    named.set(file, new Set(titles.flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? [])));
  }
  for (const [, number = '', places = ''] of rows) {
    const told = [...places.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    const found = [...named].filter(([, numbers]) => numbers.has(number)).map(([file]) => file);
    expect([number, told.toSorted((a, b) => a.localeCompare(b))]).toEqual([
      number,
      found.toSorted((a, b) => a.localeCompare(b)),
    ]);
  }
});
