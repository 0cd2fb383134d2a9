import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asCurl } from './as-curl.ts';

test('whatever the name is, a shell sees one argument that is the body', () => {
  const body = {
    name: `it's $(touch /tmp/x) "so" \\ 가상`,
    boot: { from: 'image' as const, imageId: '01890a5d-ac96-774b-bcce-b302099a8057' },
    vcpus: 1,
    memoryBytes: 1,
    diskBytes: 1,
  };
  const command = asCurl('http://localhost:8080', body).replace(/^curl/, `printf '%s\\0'`);
  const words = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split('\0');
  expect(JSON.parse(words[words.indexOf('-d') + 1] ?? '')).toEqual(body);
});

test('several machines are asked for where several are made', () => {
  const like = { boot: { from: 'image' as const, imageId: 'i' }, vcpus: 1, memoryBytes: 1, diskBytes: 1 };
  expect(asCurl('http://localhost:8080', { ...like, count: 3, namePattern: 'c{n}' })).toContain(
    "'http://localhost:8080/api/vms/batch'",
  );
  expect(asCurl('http://localhost:8080', { ...like, name: 'c' })).toContain(
    "'http://localhost:8080/api/vms'",
  );
});
