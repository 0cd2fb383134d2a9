import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  diskIdOfVolumeName,
  diskSerial,
  domainName,
  InvalidIdentity,
  isOurMac,
  isUuid,
  macAddress,
  targetName,
  vmIdOfDomainName,
  volumeName,
} from './identity.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('names are made of ids and give the id back', () => {
  expect(domainName(id)).toBe(`vm-${id}`);
  expect(volumeName(id)).toBe(`${id}.qcow2`);
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(vmIdOfDomainName(domainName(uuid))).toBe(uuid);
      expect(diskIdOfVolumeName(volumeName(uuid))).toBe(uuid);
    }),
  );
});

test('nothing but an id becomes a name or a path', () => {
  const bad = [
    '',
    'web',
    '--all',
    '../x',
    id.toUpperCase(),
    ` ${id}`,
    `${id}\n`,
    `${id}/..`,
    id.slice(0, 35),
    `${id}0`,
  ];
  for (const text of bad) {
    expect(isUuid(text)).toBe(false);
    expect(() => domainName(text)).toThrow(InvalidIdentity);
    expect(() => volumeName(text)).toThrow(InvalidIdentity);
    expect(() => diskSerial(text)).toThrow(InvalidIdentity);
  }
});

test('a name that only begins or ends like ours is not ours', () => {
  for (const name of [`vm-${id}2`, `xvm-${id}`, id, 'vm-', `vm-${id}\n`])
    expect(vmIdOfDomainName(name)).toBeNull();
  for (const name of [`${id}.qcow2.bak`, `x${id}.qcow2`, id, `${id}.img`, '.qcow2', `${id}.qcow2\n`]) {
    expect(diskIdOfVolumeName(name)).toBeNull();
  }
});

test('a serial fits virtio-blk and tells disks of one millisecond apart', () => {
  expect(diskSerial(id)).toBe('774bbcceb302099a8057');
  expect(diskSerial(id)).toHaveLength(20);
  expect(diskSerial('01890a5d-ac96-774b-bcce-b302099a8058')).not.toBe(diskSerial(id));
});

test('every MAC is one card, locally administered, ours, and different for different bytes', () => {
  expect(macAddress(Uint8Array.of(0, 171, 255))).toBe('52:4c:4d:00:ab:ff');
  const bytes = fc.uint8Array({ minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const mac = macAddress(one);
      expect(isOurMac(mac)).toBe(true);
      expect(Number.parseInt(mac.slice(0, 2), 16) & 0b11).toBe(0b10);
      expect(mac === macAddress(other)).toBe(Buffer.compare(one, other) === 0);
    }),
  );
  expect(() => macAddress(new Uint8Array(2))).toThrow(InvalidIdentity);
  for (const mac of ['52:54:00:00:00:01', '52:4C:4D:00:00:01', '52:4c:4d:00:00', '52:4c:4d:00:00:01\n']) {
    expect(isOurMac(mac)).toBe(false);
  }
});

test('there are 26 names of each kind of drive', () => {
  expect([targetName('disk', 0), targetName('disk', 25), targetName('cdrom', 1)]).toEqual([
    'vda',
    'vdz',
    'sdb',
  ]);
  for (const index of [-1, 26, 0.5, Number.NaN])
    expect(() => targetName('disk', index)).toThrow(InvalidIdentity);
});
