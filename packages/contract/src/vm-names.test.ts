import { expect, test } from 'vitest';
import { namesOf, vmNameLength } from './vm-names.ts';
import { createVmsBody } from './new-vms.ts';

test('a pattern numbers its names, with zeros before them where it says so', () => {
  expect(namesOf({ namePattern: 'class-{n}', count: 2, firstNumber: 9 })).toEqual({
    ok: true,
    names: ['class-9', 'class-10'],
  });
  expect(namesOf({ namePattern: '{nn} of 2026', count: 2, firstNumber: 99 })).toEqual({
    ok: true,
    names: ['99 of 2026', '100 of 2026'],
  });
  expect(namesOf({ namePattern: '가{nnn}', count: 1, firstNumber: 7 })).toEqual({
    ok: true,
    names: ['가007'],
  });
});

test('a pattern that would name two machines alike, or one too long, is refused by its field', () => {
  const rest = { boot: { from: 'image', imageId: '0198c0de-0000-7000-8000-000000000000' } };
  const size = { vcpus: 1, memoryBytes: 64 * 1024 ** 2, diskBytes: 64 * 1024 ** 2 };
  for (const namePattern of ['class', '{n}{n}', '{m}', `${'x'.repeat(vmNameLength - 3)}{n}`]) {
    const parsed = createVmsBody.safeParse({ namePattern, count: 12, firstNumber: 1000, ...rest, ...size });
    expect(
      parsed.error?.issues.map(({ path }) => path),
      namePattern,
    ).toEqual([['namePattern']]);
  }
  expect(createVmsBody.safeParse({ namePattern: 'c{n}', count: 101, ...rest, ...size }).success).toBe(false);
});

test('several machines are not told to have one host name or one address, and one of a pattern may be', () => {
  const body = {
    namePattern: 'c{n}',
    boot: { from: 'image', imageId: '0198c0de-0000-7000-8000-000000000000' },
    vcpus: 1,
    memoryBytes: 64 * 1024 ** 2,
    diskBytes: 64 * 1024 ** 2,
    cloudInit: {
      from: 'form',
      form: { hostName: 'web', network: [{ nic: 0, by: 'static', addresses: ['10.0.0.5/24'] }] },
    },
    unattended: { user: 'kim', hostName: 'web' },
  };
  const refused = createVmsBody.safeParse({ ...body, count: 2 }).error?.issues;
  expect(refused?.map(({ path }) => path.join('.'))).toEqual([
    'cloudInit.form.hostName',
    'cloudInit.form.network',
    'unattended.hostName',
  ]);
  expect(createVmsBody.safeParse({ ...body, count: 1 }).success).toBe(true);
});
