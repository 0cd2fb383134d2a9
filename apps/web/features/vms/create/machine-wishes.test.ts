import type { SystemProfile } from '@limen/contract/systems';
import { expect, test } from 'vitest';
import { asSystemWants, profileOf, refusedWishes } from './machine-wishes.ts';

const linux: SystemProfile = {
  firmware: 'bios',
  secureBoot: false,
  tpm: false,
  diskBus: 'virtio',
  cdromBus: 'scsi',
  nicModel: 'virtio',
  video: 'vga',
  clock: 'utc',
  hyperv: false,
  driverDisc: false,
  withDrivers: null,
  notes: ['bios_faster'],
};
const windows: SystemProfile = {
  ...linux,
  firmware: 'uefi',
  secureBoot: true,
  tpm: true,
  diskBus: 'sata',
  nicModel: 'e1000e',
  driverDisc: true,
  withDrivers: { diskBus: 'virtio', nicModel: 'virtio' },
  notes: ['requires_tpm'],
};
const both = { firmwares: ['bios', 'uefi'] as ('bios' | 'uefi')[] };

test('Windows gets virtio only with a disc of drivers in a drive', () => {
  const without = asSystemWants(windows, both, { wished: undefined, volumeIds: ['CCCOMA_X64', null] });
  expect(without).toMatchObject({ diskBus: 'sata', nicModel: 'e1000e', secureBoot: true });
  const withDisc = asSystemWants(windows, both, { wished: undefined, volumeIds: ['virtio-win-0.1.240'] });
  expect(withDisc).toMatchObject({ diskBus: 'virtio', nicModel: 'virtio' });
});

test('Secure Boot is not wanted where BIOS was chosen, and is refused there', () => {
  const machine = asSystemWants(windows, both, { wished: 'bios', volumeIds: [] });
  expect(machine.secureBoot).toBe(false);
  const profiles = { 'windows-11': windows };
  expect(refusedWishes({ firmware: 'bios', secureBoot: true }, both, machine, profiles)).toEqual({
    secureBoot: 'needsUefi',
  });
});

test('what the host lacks is refused at its field', () => {
  const poor: SystemProfile = {
    ...windows,
    firmware: 'bios',
    notes: ['uefi_missing', 'tpm_missing', 'hyperv_needs_kvm'],
  };
  const wishes = { firmware: 'uefi', tpm: true, hyperv: true } as const;
  expect(refusedWishes(wishes, both, undefined, { 'windows-11': poor })).toEqual({
    firmware: 'noUefi',
    tpm: 'noTpm',
    hyperv: 'needsKvm',
  });
  expect(refusedWishes({ firmware: 'uefi' }, { firmwares: ['bios'] }, undefined, undefined)).toEqual({
    firmware: 'image',
  });
});

test('a disk of which nobody knows the system is taken for Linux, a CD for anything', () => {
  const profiles = { linux, compatible: windows };
  expect(profileOf(profiles, undefined, { kind: 'disk', recipe: null })).toBe(linux);
  expect(profileOf(profiles, undefined, { kind: 'iso', recipe: null })).toBe(windows);
});
