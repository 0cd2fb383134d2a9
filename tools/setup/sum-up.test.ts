import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'limen-sum-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(name: string, testResults: object[]) {
  const path = join(folder, name);
  const numPassedTests = JSON.stringify(testResults).split('"passed"').length - 1;
  writeFileSync(path, JSON.stringify({ numPassedTests, testResults }));
  return path;
}
const sumUp = (...testResults: object[]) => sumUpAll(reportOf('report.json', testResults));
function sumUpAll(...paths: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'sum-up.ts'), ...paths], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}
const green = { fullName: 'it holds', status: 'passed' };
const red = { fullName: 'it bends', status: 'failed', failureMessages: ['Error: it broke\n    at here'] };

test('a run without a failure is green, and one without a test is not', () => {
  expect(sumUp({ name: 'a', status: 'ok', assertionResults: [green, green] })).toEqual({
    status: 0,
    lines: ['2 passed, 0 failed'],
  });
  expect(sumUp()).toEqual({ status: 1, lines: ['0 passed, 0 failed'] });
});

test('each failure is told by its file, its name and what it said', () => {
  const { status, lines } = sumUp({ name: 'a.test.ts', status: 'failed', assertionResults: [green, red] });
  expect(status).toBe(1);
  expect(lines).toEqual([
    'FAILED a.test.ts: it bends',
    '    Error: it broke',
    '        at here',
    '1 passed, 1 failed',
  ]);
});

test('a file that could not be loaded is a failure though no test of it ran', () => {
  const { status, lines } = sumUp({
    name: 'a.test.ts',
    status: 'failed',
    message: 'no such module',
    assertionResults: [],
  });
  expect(status).toBe(1);
  expect(lines).toEqual(['FAILED a.test.ts: the file itself', '    no such module', '0 passed, 1 failed']);
});

test('what failed beside the tests of a file is told beside them', () => {
  const { lines } = sumUp({
    name: 'a.test.ts',
    status: 'failed',
    message: 'Hook timed out',
    assertionResults: [red],
  });
  expect(lines).toEqual([
    'FAILED a.test.ts: it bends',
    '    Error: it broke',
    '        at here',
    'FAILED a.test.ts: the file itself',
    '    Hook timed out',
    '0 passed, 2 failed',
  ]);
});

test('a file that was green when it ran once more is green, and what it said at first is told', () => {
  const file = { name: 'a.real.test.ts', assertionResults: [green, red] };
  const first = reportOf('report.first.json', [{ ...file, status: 'failed' }]);
  const second = reportOf('report.json', [{ ...file, status: 'ok', assertionResults: [green, green] }]);
  expect(sumUpAll(first, second)).toEqual({
    status: 0,
    lines: [
      'RUN AGAIN a.real.test.ts: it bends',
      '    Error: it broke',
      '        at here',
      '2 passed, 0 failed, 1 failed at the first try',
    ],
  });
});
