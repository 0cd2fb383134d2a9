import { cloudInitFinding } from '@limen/contract/cloud-init';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNetworkConfig, checkUserData } from './check-user-data.ts';

describe('user-data is looked at as cloud-init would', () => {
  test.each([
    '#!/bin/sh\necho hi\n',
    'Content-Type: multipart/mixed; boundary="x"\n',
    'MIME-Version: 1.0\n',
    '#cloud-boothook\n#!/bin/sh\n',
    '#include\nhttps://example.org/x\n',
    '## template: jinja\n#cloud-config\nhostname: {{ v1.x }}\n',
    '#cloud-config\n',
    '#cloud-config\n# nothing yet\n\n',
    '#cloud-config\nusers: [default]\nruncmd:\n  - [ls, -l]\nmanage_etc_hosts: localhost\nntp:\n',
  ])('%j is nothing to complain of', (text) => {
    expect(checkUserData(text)).toEqual([]);
  });

  test.each([
    ['hostname: x\n', 1, 'header'],
    ['', 1, 'header'],
    ['#cloud-configs\n', 1, 'header'],
    ['#cloud-config\nruncmd: [a\n', 3, 'syntax'],
    ['#cloud-config\nhostname: a\nhostname: b\n', 3, 'syntax'],
    ['#cloud-config\na: 1\n\tb: 2\n', 3, 'syntax'],
    ['#cloud-config\n- a\n- b\n', 2, 'not_a_map'],
    ['#cloud-config\n\nhostname: x\npackages: nginx\n', 4, 'wrong_kind'],
    ['#cloud-config\nruncmd:\n  a: b\n', 2, 'wrong_kind'],
    ['#cloud-config\nssh_authorized_keys: |\n  ssh-rsa\n', 2, 'wrong_kind'],
    [`#cloud-config\nruncmd: ${'['.repeat(60_000)}\n`, 2, 'too_deep'],
    [`#cloud-config\n${'- '.repeat(30_000)}\n`, 2, 'too_deep'],
    [
      `#cloud-config\n${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`,
      203,
      'too_deep',
    ],
  ])('%j is refused in line %i', (text, line, fault) => {
    expect(checkUserData(text)).toMatchObject([{ file: 'user-data', line, fault, severity: 'error' }]);
  });

  test('a key that nobody knows is a warning, since a newer cloud-init may', () => {
    expect(checkUserData('#cloud-config\nhostnmae: x\n')).toMatchObject([
      { line: 2, fault: 'unknown_key', key: 'hostnmae', severity: 'warning' },
    ]);
  });

  test('an alias is looked through, and a thousand of them are no thousand maps', () => {
    expect(checkUserData('#cloud-config\nruncmd: &a [x]\nbootcmd: *a\n')).toEqual([]);
    const bomb = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join(
      '\n',
    );
    expect(
      checkUserData(`#cloud-config\na0: &a0 [x]\n${bomb}\n`).every(({ fault }) => fault === 'unknown_key'),
    ).toBe(true);
  });

  test('whatever the text is, the answer is findings', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...'[]{}:-*&!|>\n #?"\'%@`,a'.split('')) }),
        ),
        (text) => {
          for (const found of [...checkUserData(`#cloud-config\n${text}`), ...checkNetworkConfig(text)]) {
            cloudInitFinding.parse(found);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['version: 2\nethernets: {}\n', []],
  ['network:\n  version: 1\n  config: []\n', []],
  ['ethernets: {}\n', [{ fault: 'network_version', line: 1 }]],
  ['version: 3\n', [{ fault: 'network_version' }]],
  ['- a\n', [{ fault: 'not_a_map' }]],
  ['a: [\n', [{ fault: 'syntax' }]],
])('a network’s configuration %j', (text, findings) => {
  expect(checkNetworkConfig(text)).toMatchObject(findings);
});
