import { spawnSync } from 'node:child_process';
import type { CloudInitForm } from '@limen/contract/cloud-init';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkNetworkConfig, checkUserData } from './check-user-data.ts';
import { identitySeed } from './identity-seed.ts';
import { hostNameOf, renderNetwork, renderUserData, seedFiles } from './render-seed.ts';
import { quoted, writeYaml } from './write-yaml.ts';

/** Any text at all: controls, every plane, what YAML 1.1 takes for a line break, for a truth, a number or a date. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'yes',
      'no',
      'null',
      '~',
      '1e3',
      '0o17',
      '1:30',
      '2020-01-01',
      '=',
      '<<',
      '*a',
      '&a',
      '!!x',
      '',
    ),
    fc.constantFrom(
      '\u0085',
      '\u2028x',
      '\ufeff',
      '\ufffe',
      '\u{1F600}',
      '#x',
      ' : ',
      '- a',
      '{{ x }}',
      'a\n---\nb',
    ),
    fc.constantFrom(
      '"\nruncmd: [evil]\n#',
      "'",
      '\\"',
      '|\n  x',
      '%YAML 1.1',
      '\t',
      '\r\n',
      '\u0000',
      '\u001b[2J',
    ),
  )
  .map((text) => text.toWellFormed());

const empty: CloudInitForm & { passwordHash: string | null } = {
  hostName: null,
  user: null,
  sshKeys: [],
  timeZone: null,
  language: null,
  packages: [],
  commands: [],
  network: [],
  hasPassword: false,
  passwordHash: null,
};

/** As cloud-init reads it (PyYAML is YAML 1.1), and as newer readers do. */
const versions = ['1.1', '1.2'] as const;

describe('no text in the form becomes anything but that text', () => {
  test.each(versions)('read as YAML %s', (version) => {
    fc.assert(
      fc.property(
        fc.record({
          hostName: anyText,
          user: anyText,
          timeZone: anyText,
          language: anyText,
          passwordHash: anyText,
          sshKeys: fc.array(anyText, { minLength: 1, maxLength: 3 }),
          packages: fc.array(anyText, { minLength: 1, maxLength: 3 }),
          commands: fc.array(anyText, { minLength: 1, maxLength: 3 }),
        }),
        (given) => {
          const text = renderUserData({ ...empty, ...given });
          expect(text.startsWith('#cloud-config\n')).toBe(true);
          const { hostName } = given;
          expect(parse(text, { version, uniqueKeys: true })).toEqual({
            hostname: hostName.split('.', 1)[0] ?? hostName,
            ...(hostName.includes('.') && { fqdn: hostName, manage_etc_hosts: 'localhost' }),
            user: {
              name: given.user,
              lock_passwd: false,
              hashed_passwd: given.passwordHash,
              ssh_authorized_keys: given.sshKeys,
            },
            timezone: given.timeZone,
            locale: given.language,
            package_update: true,
            packages: given.packages,
            runcmd: given.commands,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('every character is one that PyYAML reads, and no line is begun by it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = quoted(text);
        // YAML 1.1 §5.1, without what it takes for line breaks
        expect(written).toMatch(
          /^[\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{d7ff}\u{e000}-\u{fefe}\u{ff00}-\u{fffd}\u{10000}-\u{10ffff}]*$/u,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('keys are read back as well, whatever they are', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.boolean(), fc.integer())), (map) => {
        // what YAML 1.1 merges is quoted, and a key as any other
        expect(parse(writeYaml(map), { version: '1.1', merge: false })).toEqual(map);
      }),
    );
  });
});

test('a form in which nothing is said is a cloud-config in which nothing is', () => {
  expect(renderUserData(empty)).toBe('#cloud-config\n{}\n');
  expect(checkUserData(renderUserData(empty))).toEqual([]);
});

test('a whole form is written as it is, and passes the check that raw text has to pass', () => {
  const text = renderUserData({
    ...empty,
    hostName: 'web.example.org',
    user: 'kim',
    sshKeys: ['ssh-ed25519 AAAA 김@노트북'],
    passwordHash: '$6$salt$hash',
    timeZone: 'Asia/Seoul',
    language: 'ko_KR.UTF-8',
    packages: ['nginx'],
    commands: ['echo "on" > /root/x', 'systemctl enable --now nginx'],
  });
  expect(text).toBe(`#cloud-config
hostname: "web"
fqdn: "web.example.org"
manage_etc_hosts: "localhost"
user:
  name: "kim"
  lock_passwd: false
  hashed_passwd: "$6$salt$hash"
  ssh_authorized_keys:
    - "ssh-ed25519 AAAA 김@노트북"
timezone: "Asia/Seoul"
locale: "ko_KR.UTF-8"
package_update: true
packages:
  - "nginx"
runcmd:
  - "echo \\"on\\" > /root/x"
  - "systemctl enable --now nginx"
`);
  expect(checkUserData(text)).toEqual([]);
});

test('cards are known by their MAC; one that the machine has not is left out', () => {
  const nics = [{ mac: '52:4c:4d:00:00:01' }, { mac: '52:4c:4d:00:00:02' }];
  const text = renderNetwork(
    [
      { nic: 3, by: 'dhcp' },
      { nic: 1, by: 'dhcp' },
      {
        nic: 0,
        by: 'static',
        addresses: ['10.0.0.5/24', 'fd00::5/64'],
        gateway4: '10.0.0.1',
        gateway6: null,
        dns: ['10.0.0.1'],
        search: [],
      },
    ],
    nics,
  );
  expect(parse(text ?? '')).toEqual({
    version: 2,
    ethernets: {
      eth0: {
        match: { macaddress: nics[0]?.mac },
        'set-name': 'eth0',
        addresses: ['10.0.0.5/24', 'fd00::5/64'],
        gateway4: '10.0.0.1',
        nameservers: { addresses: ['10.0.0.1'], search: [] },
      },
      eth1: { match: { macaddress: nics[1]?.mac }, 'set-name': 'eth1', dhcp4: true },
    },
  });
  expect(checkNetworkConfig(text ?? '')).toEqual([]);
  expect(renderNetwork([{ nic: 5, by: 'dhcp' }], nics)).toBeNull();
});

test('a name of a machine becomes one that a host can have', () => {
  expect(hostNameOf('Web server (1)')).toBe('web-server-1');
  expect(hostNameOf('수업 실습 3')).toBe('3');
  expect(hostNameOf('수업')).toBe('machine');
  expect(hostNameOf(`${'a'.repeat(62)}-b`)).toMatch(/^a+$/);
});

test('a copy is told to be another machine in what cloud-init understands, and only then does a script renew its machine-id', () => {
  const { userData } = identitySeed.text ?? { userData: '' };
  expect(checkUserData(userData)).toEqual([]);
  expect(parse(userData)).toMatchObject({ users: [], ssh_deletekeys: true });
  const script = (newIdentity: boolean): string =>
    seedFiles({ instanceId: '1', hostName: 'x', userData, networkConfig: null, newIdentity })[
      'vendor-data'
    ] ?? '';
  expect(script(true)).toContain('systemd-machine-id-setup');
  expect(script(false)).not.toContain('machine-id');
  for (const text of [script(true), script(false)]) {
    expect(spawnSync('sh', ['-n'], { input: text }).status).toBe(0);
  }
});

test('the report names the machine’s own run, and no other text gets into the script', () => {
  const of = (instanceId: string) =>
    seedFiles({
      instanceId,
      hostName: 'x',
      userData: '#cloud-config\n',
      networkConfig: null,
      newIdentity: true,
    });
  expect(of('01890000-0000-7000-8000-000000000001')['vendor-data']).toContain(
    '"instanceId":"01890000-0000-7000-8000-000000000001"',
  );
  expect(() => of("x'; reboot; '")).toThrow();
  expect(Object.keys(of('1'))).toEqual(['meta-data', 'user-data', 'vendor-data']);
});
