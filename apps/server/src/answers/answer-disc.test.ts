import { spawnSync } from 'node:child_process';
import { installerOf } from '@limen/contract/unattended';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerDisc } from './answer-disc.ts';
import { type InstallerAnswers, shellWord } from './installer-answers.ts';
import { writeAutoinstall } from './write-autoinstall.ts';
import { writeAutounattend } from './write-autounattend.ts';
import { writeKickstart } from './write-kickstart.ts';
import { writePreseed } from './write-preseed.ts';

const answers: InstallerAnswers = {
  language: 'ko_KR.UTF-8',
  keyboard: 'kr',
  timeZone: 'Asia/Seoul',
  hostName: 'web.example.org',
  user: 'kim',
  passwordHash: '$6$salt$hash',
  sshKeys: ["ssh-ed25519 AAAA kim's 노트북"],
  packages: ['nginx', 'git'],
  firmware: 'uefi',
};

test.each([
  ['kickstart', 'OEMDRV', 'ks.cfg'],
  ['autoinstall', 'cidata', 'user-data'],
  ['autounattend', 'UNATTEND', 'autounattend.xml'],
  ['preseed', 'PRESEED', 'preseed.cfg'],
] as const)('%s is on a disc called %s, as it was written last', async (kind, label, name) => {
  const disc = answerDisc(kind, answers);
  expect(disc.label).toBe(label);
  await expect(disc.files[name]).toMatchFileSnapshot(`golden/${name}`);
});

test('Windows on a BIOS has other partitions, and no password in any form', async () => {
  const { files } = answerDisc('autounattend', { ...answers, firmware: 'bios' });
  await expect(files['autounattend.xml']).toMatchFileSnapshot('golden/autounattend-bios.xml');
  expect(files['autounattend.xml']).not.toContain('$6$');
});

test.each([
  ['win11', 'autounattend'],
  ['win2k22', 'autounattend'],
  ['winxp', null],
  ['ubuntu18.04', 'preseed'],
  ['ubuntu20.04', 'autoinstall'],
  ['ubuntu24.04', 'autoinstall'],
  ['debian12', 'preseed'],
  ['fedora41', 'kickstart'],
  ['rocky9', 'kickstart'],
  ['centos-stream9', 'kickstart'],
  ['freebsd14.0', null],
  [null, null],
])('the installer of %s is told by %s', (osId, kind) => {
  expect(installerOf(osId)).toBe(kind);
});

/** Everything there is, and what means something to one of them. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ']]>',
      '<!--',
      '&amp;',
      '</Name>',
      '"',
      "'",
      '$(id)',
      '`id`',
      '\\',
      '\n%post\nid\n',
      '%end',
      '# x',
      '\u2028',
    ),
  )
  .map((text) => text.toWellFormed());
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'settings',
});
type Parsed = {
  unattend: { settings: { component: unknown }[] };
};

describe('no answer becomes anything but that answer', () => {
  test('in the XML for Windows: any text comes back as it was, without what XML cannot carry', () => {
    fc.assert(
      fc.property(anyText, anyText, (user, hostName) => {
        const xml = writeAutounattend({ ...answers, user, hostName });
        const read = parser.parse(xml) as Parsed;
        const oobe = read.unattend.settings.at(-1)?.component as {
          UserAccounts?: { LocalAccounts: { LocalAccount: { Name: string } } };
        }[];
        const clean = user.replaceAll(
          /[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
          '\u{fffd}',
        );
        expect(oobe.at(-1)?.UserAccounts?.LocalAccounts.LocalAccount.Name).toBe(clean);
        expect(read.unattend.settings).toHaveLength(3);
      }),
      { numRuns: 500 },
    );
  });

  test('in the YAML for Ubuntu', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText), (text, sshKeys) => {
        const read = parse(
          writeAutoinstall({ ...answers, user: text, passwordHash: text, sshKeys, packages: [text] }),
          { version: '1.1' },
        );
        expect(read.autoinstall).toMatchObject({
          identity: { username: text, password: text },
          ssh: { 'authorized-keys': sshKeys },
          packages: ['qemu-guest-agent', text],
        });
      }),
    );
  });

  test('in a kickstart and a preseed: one line stays one, and more than one is refused', () => {
    const linesOf = (
      write: (given: InstallerAnswers) => string,
      given: Partial<InstallerAnswers>,
    ): number | null => {
      try {
        return write({ ...answers, ...given }).split(/\r\n|[\n\r\v\f\u{1c}-\u{1e}\u{85}\u{2028}\u{2029}]/u)
          .length;
      } catch {
        return null;
      }
    };
    for (const write of [writeKickstart, writePreseed]) {
      const usual = linesOf(write, {});
      fc.assert(
        fc.property(anyText, (text) => {
          for (const given of [
            { hostName: text },
            { timeZone: text },
            { passwordHash: text },
            { sshKeys: [text] },
            { language: text },
          ]) {
            expect([usual, null]).toContain(linesOf(write, given));
          }
        }),
        { numRuns: 300 },
      );
    }
  });

  test('a word of the shell is read back by one', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme' })
          .filter((text) => !/[\p{Cc}\u{2028}\u{2029}]/u.test(text) && text.isWellFormed()),
        (text) => {
          const said = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
          expect(said.stdout).toBe(text);
        },
      ),
      { numRuns: 25 },
    );
  });
});

test('names of packages are that, and a Linux has a password', () => {
  expect(() => writeKickstart({ ...answers, packages: ['-bash'] })).toThrow();
  expect(() => writeKickstart({ ...answers, packages: ['%post'] })).toThrow();
  for (const write of [writeKickstart, writePreseed, writeAutoinstall]) {
    expect(() => write({ ...answers, passwordHash: null })).toThrow();
  }
  expect(() => writePreseed({ ...answers, user: 'kim; reboot' })).toThrow();
});
