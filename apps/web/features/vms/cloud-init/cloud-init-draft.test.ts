import { type CloudInit, cloudInitBody } from '@limen/contract/cloud-init';
import { expect, test } from 'vitest';
import {
  bodyOf,
  draftOf,
  draftOfSent,
  emptyDraft,
  faultsOf,
  forSeveral,
  sameForAll,
} from './cloud-init-draft.ts';

const told: CloudInit = {
  from: 'form',
  form: {
    hostName: 'web',
    user: 'kim',
    hasPassword: true,
    sshKeys: ['ssh-ed25519 AAAA kim'],
    timeZone: 'Asia/Seoul',
    language: null,
    packages: ['nginx', 'git'],
    commands: ['date', 'cat <<X\na\nX'],
    network: [
      {
        nic: 0,
        by: 'static',
        addresses: ['10.0.0.5/24'],
        gateway4: '10.0.0.1',
        gateway6: null,
        dns: ['10.0.0.1'],
        search: [],
      },
      { nic: 1, by: 'dhcp' },
    ],
  },
  userData: null,
  networkConfig: null,
  instanceId: 'x',
  detachAfterBoot: true,
  attached: true,
  state: 'waiting',
  detail: null,
  reportedAt: null,
  revision: 1,
};

test('what a machine was told comes back out of the fields as it went in, the password unsaid', () => {
  const { hasPassword: _, ...form } = told.form ?? { hasPassword: false };
  expect(bodyOf(draftOf(told), ['mine'])).toEqual({ from: 'form', form: { ...form, sshKeyIds: [] } });
  expect(bodyOf({ ...draftOf(told), keepPassword: false }, [])).toMatchObject({ form: { password: null } });
});

test('a new machine is told nothing; by the form, all of one’s keys, and what the contract takes', () => {
  expect(bodyOf(emptyDraft, ['a'])).toBeUndefined();
  const body = bodyOf({ ...emptyDraft, mode: 'form', packages: 'nginx, git\ncurl', user: ' kim ' }, [
    'a',
    'b',
  ]);
  expect(body).toMatchObject({
    form: { user: 'kim', password: null, packages: ['nginx', 'git', 'curl'], sshKeyIds: ['a', 'b'] },
  });
  expect(
    cloudInitBody.safeParse({ ...body, form: { ...(body as { form: object }).form, sshKeyIds: [] } }).success,
  ).toBe(true);
});

test('every field that would be refused is named before anything is sent', () => {
  expect(faultsOf({ ...emptyDraft, user: 'Kim Lee' })).toEqual([]);
  expect(
    faultsOf({
      ...emptyDraft,
      mode: 'form',
      user: 'Kim Lee',
      password: 'short',
      hostName: 'a_b',
      timeZone: 'Seoul time',
      language: 'Korean',
      packages: '-o x',
      address: 'static',
      cidr: '10.0.0.5',
    }),
  ).toEqual(['user', 'password', 'hostName', 'timeZone', 'language', 'packages', 'network']);
  expect(faultsOf({ ...emptyDraft, mode: 'text', userData: ' ' })).toEqual(['userData']);
});

test('several machines are told no host name and no address of one of them, and a text that would is found', () => {
  const draft = { ...draftOf(told), detachAfterBoot: false };
  expect(bodyOf(forSeveral(draft), [])).toMatchObject({ form: { hostName: null, network: [{ nic: 1 }] } });
  const text = { ...emptyDraft, mode: 'text' as const };
  const hostName = '#cloud-config\nusers: []\nhostname: web\n';
  expect(sameForAll({ ...text, userData: hostName })).toEqual(['hostName']);
  expect(sameForAll({ ...text, userData: `## template: jinja\n${hostName}` })).toEqual([]);
  expect(sameForAll({ ...text, userData: '#cloud-config\nruncmd: ["hostname: x"]\n' })).toEqual([]);
  expect(sameForAll({ ...text, networkConfig: 'ethernets:\n  a:\n    addresses: [10.0.0.5/24]\n' })).toEqual([
    'address',
  ]);
});

test('what was sent and came to nothing stands in the fields again as it was', () => {
  const form = { ...draftOf(told), keepPassword: false, password: 'correct horse', sshKeyIds: ['mine'] };
  const text = { ...emptyDraft, mode: 'text' as const, userData: '#!/bin/sh\n', networkConfig: 'version: 2' };
  for (const draft of [form, text, emptyDraft]) {
    const sent = bodyOf(draft, []);
    expect(bodyOf(draftOfSent(sent, true), ['another'])).toEqual(sent);
  }
  expect(draftOfSent(undefined, false)).toEqual(emptyDraft);
});
