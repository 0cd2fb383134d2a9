import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecret } from './secret.ts';

const reader = fileURLToPath(new URL('../../testing/secret-reader.ts', import.meta.url));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'limen-secret-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('T-BOOT-3: each installation makes its own, keeps it, and shows it to nobody', () => {
  const secret = readSecret(home, undefined);
  expect(secret).toMatch(/^[\w-]{64}$/);
  expect(readSecret(home, undefined)).toBe(secret);
  expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
  expect(readdirSync(home)).toEqual(['secret']);
  rmSync(join(home, 'secret'));
  expect(readSecret(home, undefined)).not.toBe(secret);
});

test('one that is given is used, and nothing is written', () => {
  expect(readSecret(home, 'x'.repeat(40))).toBe('x'.repeat(40));
  expect(readdirSync(home)).toEqual([]);
});

test.each(['', '\n', 'short'])(
  'T-BOOT-3: a file that holds %j stops the start with a line that names it',
  (text) => {
    writeFileSync(join(home, 'secret'), text);
    expect(() => readSecret(home, undefined)).toThrow(
      `LIMEN cannot start: ${join(home, 'secret')} is shorter`,
    );
  },
);

test('of many who make it at the same moment all have the same', async () => {
  const said = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const child = spawn(process.execPath, [reader, home], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [text] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
      await once(child, 'exit');
      return text;
    }),
  );
  expect(new Set(said)).toEqual(new Set([readSecret(home, undefined)]));
});
