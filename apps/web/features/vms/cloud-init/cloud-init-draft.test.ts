import { type CloudInit, cloudInitBody } from '@limen/contract/cloud-init';
import { expect, test } from 'vitest';
import { bodyOf, draftOf, emptyDraft, faultsOf } from './cloud-init-draft.ts';

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
