import { profileName } from '@limen/contract/systems';
import { expect, test } from 'vitest';
import { AppError } from '../lib/app-error.ts';
import { machineFor } from '../osinfo/machine-for.ts';
import { chooseMachine } from './choose-machine.ts';

const host = { kvm: true, uefi: true, secureBoot: true, tpm: true };
const windows = machineFor('windows-11', host);
const given = { profile: windows, firmwares: ['bios', 'uefi'], driverDisc: false, host };
type Body = Parameters<typeof chooseMachine>[0];

test('what is left out is as the system wants it, and what is said is as it was said', () => {
  expect(chooseMachine({ advanced: {} }, given)).toEqual({
    firmware: 'uefi',
    secureBoot: true,
    tpm: true,
    hyperv: true,
    diskBus: 'sata',
    cdromBus: 'sata',
    nicModel: 'e1000e',
    video: 'vga',
    clock: 'localtime',
  });
  const all = {
    tpm: false,
    hyperv: false,
    diskBus: 'scsi',
    cdromBus: 'scsi',
    nicModel: 'virtio',
    video: 'virtio',
    clock: 'utc',
  } as const;
  expect(chooseMachine({ firmware: 'uefi', secureBoot: false, advanced: all }, given)).toEqual({
    firmware: 'uefi',
    secureBoot: false,
    ...all,
  });
});

test('with a disc of drivers in a drive the machine has virtio devices; the drives stay on SATA', () => {
  expect(chooseMachine({ advanced: {} }, { ...given, driverDisc: true })).toMatchObject({
    diskBus: 'virtio',
    nicModel: 'virtio',
    cdromBus: 'sata',
  });
});

test('an image that boots with one firmware gets that one, and no Secure Boot with BIOS', () => {
  expect(chooseMachine({ advanced: {} }, { ...given, firmwares: ['bios'] })).toMatchObject({
    firmware: 'bios',
    secureBoot: false,
  });
});

test.each<[string, Body, Partial<typeof given>]>([
  ['firmware', { firmware: 'uefi', advanced: {} }, { firmwares: ['bios'] }],
  ['firmware', { firmware: 'uefi', advanced: {} }, { host: { ...host, uefi: false } }],
  ['secureBoot', { firmware: 'bios', secureBoot: true, advanced: {} }, {}],
  ['secureBoot', { secureBoot: true, advanced: {} }, { host: { ...host, secureBoot: false } }],
  ['advanced.tpm', { advanced: { tpm: true } }, { host: { ...host, tpm: false } }],
  ['advanced.hyperv', { advanced: { hyperv: true } }, { host: { ...host, kvm: false } }],
])('what cannot be is refused by its field: %s', (field, body, change) => {
  let refused: unknown;
  try {
    chooseMachine(body, { ...given, ...change });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'request.invalid', field });
});

test('no system is refused on a host that has nothing', () => {
  const none = { kvm: false, uefi: false, secureBoot: false, tpm: false };
  for (const name of profileName.options) {
    const profile = machineFor(name, none);
    expect(() => chooseMachine({ advanced: {} }, { ...given, profile, host: none }), name).not.toThrow();
  }
});
