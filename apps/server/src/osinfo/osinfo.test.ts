import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { profileName } from '@limen/contract/systems';
import { detectSystemIn } from './detect-system-in.ts';
import type { KnownSystem } from './known-system.ts';
import { withLaterSystems } from './later-systems.ts';
import { machineFor, profileOf, sizesOf } from './machine-for.ts';
import { readDatabase } from './read-database.ts';
import { machineOfSystem } from './machine-of-system.ts';
import { osinfoFolder, SystemDatabase } from './system-database.ts';

const everything = { kvm: true, uefi: true, secureBoot: true, tpm: true };

test('without the database there are no systems, and nothing fails', async () => {
  expect(await readDatabase('/nowhere')).toEqual([]);
  expect(await new SystemDatabase('/nowhere').all()).toEqual([]);
});

test('a host gives what it has, and says what it cannot', () => {
  const none = { kvm: false, uefi: false, secureBoot: false, tpm: false };
  const windows = machineFor('windows-11', none);
  expect(windows).toMatchObject({ firmware: 'bios', secureBoot: false, tpm: false, hyperv: false });
  expect(windows.notes).toEqual(
    expect.arrayContaining(['uefi_missing', 'secure_boot_missing', 'tpm_missing', 'hyperv_needs_kvm']),
  );
  expect(machineFor('windows-11', everything)).toMatchObject({
    firmware: 'uefi',
    secureBoot: true,
    tpm: true,
    hyperv: true,
    clock: 'localtime',
    diskBus: 'sata',
    cdromBus: 'sata',
    nicModel: 'e1000e',
    withDrivers: { diskBus: 'virtio', nicModel: 'virtio' },
  });
});

test('every profile is a machine that can be: Secure Boot with UEFI, enlightenments with KVM', () => {
  for (const profile of profileName.options) {
    for (const kvm of [true, false]) {
      for (const uefi of [true, false]) {
        const machine = machineFor(profile, { ...everything, kvm, uefi });
        expect(machine.secureBoot && machine.firmware !== 'uefi', profile).toBe(false);
        expect(machine.hyperv && !kvm, profile).toBe(false);
      }
    }
  }
});

// the package osinfo-db, which tools/setup brings
describe.runIf(existsSync(osinfoFolder))('with the database of this host', () => {
  let systems: KnownSystem[] = [];
  beforeAll(async () => {
    systems = withLaterSystems(await readDatabase(osinfoFolder));
  });
  const known = (id: string): KnownSystem => {
    const found = systems.find((system) => system.id === id);
    if (!found) throw new Error(`${id} is not known`);
    return found;
  };

  test('every system has an id of its own, a name and sizes', () => {
    expect(systems.length).toBeGreaterThan(500);
    expect(new Set(systems.map(({ id }) => id)).size).toBe(systems.length);
    for (const system of systems) {
      const { minimum, recommended } = sizesOf(system, profileOf(system));
      expect(system.name, system.id).not.toBe('');
      expect(minimum.memoryBytes % (2 * 1024 ** 2), system.id).toBe(0);
      expect(recommended.memoryBytes, system.id).toBeGreaterThanOrEqual(minimum.memoryBytes);
      expect(recommended.diskBytes, system.id).toBeGreaterThanOrEqual(minimum.diskBytes);
    }
  });

  test.each([
    ['debian11', 'linux'],
    ['debian12', 'linux'],
    ['archlinux', 'linux'],
    ['rocky9', 'linux'],
    ['alpinelinux3.17', 'linux'],
    ['debian4', 'linux-old'],
    ['rhel4.0', 'linux-old'],
    ['win11', 'windows-11'],
    ['win2k22', 'windows-server-2022'],
    ['win2k25', 'windows-server-2022'],
    ['win10', 'windows-10'],
    ['win2k19', 'windows-10'],
    ['win7', 'windows-old'],
    ['winxp', 'windows-old'],
    ['freebsd13.1', 'freebsd'],
    ['openbsd7.0', 'openbsd'],
    ['netbsd8.0', 'compatible'],
    ['msdos6.22', 'compatible'],
  ] as const)('%s gets the machine %s', (id, profile) => {
    expect(profileOf(known(id))).toBe(profile);
  });

  test.each([
    ['Debian 11.5.0 amd64 n', 'debian11'],
    ['Debian 12.8.0 amd64 n', 'debian12'],
    ['Ubuntu-Server 22.04 LTS amd64', 'ubuntu22.04'],
    ['Ubuntu-Server 24.04.1 LTS amd64', 'ubuntu24.04'],
    ['Fedora-S-dvd-x86_64-37', 'fedora37'],
    ['Rocky-9-1-x86_64-dvd', 'rocky9'],
    ['13_1_RELEASE_AMD64_DVD', 'freebsd13.1'],
    ['ARCH_202211', 'archlinux'],
    ['CCCOMA_X64FRE_EN-US_DV9', 'win11'],
    ['SSS_X64FREE_EN-US_DV9', 'win2k22'],
    ['GSP1RMCULFRER_EN_DVD', 'win7'],
  ])('the disc “%s” is known as %s', (volumeId, id) => {
    expect(detectSystemIn(systems, { volumeId })?.id).toBe(id);
  });

  test('where another field of the disc contradicts, it is not that system', () => {
    const volumeId = 'CCCOMA_X64FRE_EN-US_DV9';
    expect(detectSystemIn(systems, { volumeId, publisherId: 'SOMEBODY ELSE' })).toBeUndefined();
    expect(detectSystemIn(systems, { volumeId, publisherId: 'MICROSOFT CORPORATION' })?.id).toBe('win11');
  });

  test.each([
    ['debian-12-genericcloud-amd64.qcow2', 'debian12'],
    ['jammy-server-cloudimg-amd64.img', 'ubuntu22.04'],
    ['ubuntu-24.04-server-cloudimg-amd64.img', 'ubuntu24.04'],
    ['Rocky-9-GenericCloud-Base.latest.x86_64.qcow2', 'rocky9'],
    ['Fedora-Cloud-Base-37-1.7.x86_64.qcow2', 'fedora37'],
    ['alpine-virt-3.17.0-x86_64.iso', 'alpinelinux3.17'],
    ['my disk 11.qcow2', undefined],
    ['holiday-2022.iso', undefined],
  ])('the file “%s” is taken for %s', (fileName, id) => {
    expect(detectSystemIn(systems, { volumeId: null, fileName })?.id).toBe(id);
  });

  test('what says nothing, or too much, is not known', () => {
    for (const volumeId of [null, '', 'CDROM', 'x'.repeat(100_000), '\u0000', '(((((', '.*']) {
      expect(detectSystemIn(systems, { volumeId, fileName: volumeId }), String(volumeId)).toBeUndefined();
    }
  });

  test('no pattern repeats what repeats: none can be made to take long by a name', () => {
    const nested = /\([^()]*[+*][^()]*\)[+*{]/;
    // each round begins with a character that the round before it cannot have taken
    const harmless = /\((\\\.\\d\+|_\[A-Za-z\]\*)\)\*/g;
    const patterns = systems.flatMap(({ media }) => media.flatMap((each) => Object.values(each)));
    expect(patterns.filter((pattern) => nested.test(pattern.replaceAll(harmless, '')))).toEqual([]);
  });

  test('the process that reads it gives the same', async () => {
    const database = new SystemDatabase();
    expect(await database.all()).toEqual(systems);
    expect((await database.byId('debian12'))?.name).toBe('Debian 12');
  });
});

describe.runIf(existsSync(osinfoFolder))('the machine of a system that this host does not know', () => {
  const osId = 'system-of-the-future';
  test('is refused where somebody named it', async () => {
    await expect(machineOfSystem({ osId, said: true, likelyLinux: true }, everything)).rejects.toMatchObject({
      code: 'request.invalid',
      field: 'osId',
    });
  });
  test('is a careful one for an ISO, and one for Linux for a disk image, where the image says so', async () => {
    const of = (likelyLinux: boolean) => machineOfSystem({ osId, said: false, likelyLinux }, everything);
    expect(await of(false)).toEqual(machineFor('compatible', everything));
    expect(await of(true)).toEqual(machineFor('linux', everything));
  });
});
