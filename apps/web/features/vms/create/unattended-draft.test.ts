import { type InstallerKind, installerKind, unattendedBody } from '@limen/contract/unattended';
import { expect, test } from 'vitest';
import { bodyOf, draftOfSent, faultsOf, firstDraft } from './unattended-draft.ts';

const draft = {
  ...firstDraft({ locale: 'ko', zone: 'Asia/Seoul', userName: 'kim' }),
  told: true,
  password: 'correct horse',
  packages: 'git, vim',
};

test('every choice has its value before anybody chose, and only a password is missing', () => {
  const first = firstDraft({ locale: 'ko', zone: 'Asia/Seoul', userName: 'kim' });
  expect(first).toMatchObject({
    keyboard: 'kr',
    language: 'ko_KR.UTF-8',
    timeZone: 'Asia/Seoul',
    user: 'kim',
  });
  expect(faultsOf(first, 'kickstart')).toEqual(['password']);
  // a clock or a name that the contract does not take is not offered
  expect(firstDraft({ locale: 'en', zone: 'not/a/zone/at all', userName: 'Kim Lee' })).toMatchObject({
    timeZone: 'Etc/UTC',
    user: '',
  });
});

test.each(installerKind.options)(
  'what the fields give for %s is what the contract takes',
  (kind: InstallerKind) => {
    const body = bodyOf(draft, kind, []);
    expect(unattendedBody.safeParse(body).success).toBe(true);
    expect(faultsOf(draft, kind)).toEqual([]);
    if (kind !== 'autounattend') expect(bodyOf(draftOfSent(body), kind, ['mine'])).toEqual(body);
  },
);

test('Windows is told no password, no packages and no keys, and none of them can be wrong', () => {
  const body = bodyOf({ ...draft, sshKeys: 'ssh-ed25519 AAAA kim' }, 'autounattend', ['mine']);
  expect(Object.keys(body)).toEqual(['language', 'keyboard', 'timeZone', 'hostName', 'user']);
  expect(faultsOf({ ...draft, password: '', packages: '-o' }, 'autounattend')).toEqual([]);
});

test('every field that would be refused is named before anything is sent', () => {
  const bad = {
    ...draft,
    user: 'Kim Lee',
    password: 'short',
    hostName: 'a_b',
    language: 'Korean',
    timeZone: 'Seoul time',
    packages: '-o x',
  };
  expect(faultsOf(bad, 'preseed')).toEqual([
    'user',
    'password',
    'hostName',
    'language',
    'timeZone',
    'packages',
  ]);
});
