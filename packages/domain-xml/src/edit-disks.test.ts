import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DiskSpec } from './domain-spec.ts';
import { addDisk, freeRootPorts, removeDisk, targetOfDisk, tuneDisk, tuningOfDisk } from './edit-disks.ts';
import { parseXml } from './parse-xml.ts';
import { readDisks } from './read-devices.ts';
import { serializeXml } from './serialize-xml.ts';
import { find, findAll, removeChild } from './xml-tree.ts';

const running = () =>
  parseXml(
    readFileSync(
      join(import.meta.dirname, '../golden/libvirt-domain-empty-disk-and-iso-running.xml'),
      'utf8',
    ),
  );
const disk: DiskSpec = {
  id: '01890000-0000-7000-8000-000000000777',
  path: '/pool/another.qcow2',
  format: 'qcow2',
  backing: [],
  bus: 'virtio',
  target: 'vdh',
  readOnly: false,
  cache: 'default',
  bytesPerSecond: null,
  iops: null,
  bootOrder: null,
};

test('a disk that is added is found by its id, and taken out again nothing of it stays', () => {
  const domain = running();
  const before = serializeXml(domain);
  expect(targetOfDisk(domain, disk.id)).toBeNull();
  addDisk(domain, disk);
  expect(targetOfDisk(domain, disk.id)).toBe('vdh');
  expect(readDisks(domain).at(-1)).toMatchObject({
    path: '/pool/another.qcow2',
    bus: 'virtio',
    chainEnded: true,
  });
  expect(removeDisk(domain, disk.id)?.name).toBe('disk');
  expect(serializeXml(domain)).toBe(before);
  expect(removeDisk(domain, disk.id)).toBeNull();
});

test('a disk of the same name, or without a path of its own, changes nothing', () => {
  const domain = running();
  const before = serializeXml(domain);
  expect(() => addDisk(domain, { ...disk, target: 'vda' })).toThrow('vda is there already');
  expect(() => addDisk(domain, { ...disk, path: 'nbd:elsewhere' })).toThrow('not an absolute path');
  expect(serializeXml(domain)).toBe(before);
});

test('a SCSI disk has its place on the one controller of the machine, a SATA disk a port that is free', () => {
  const domain = running();
  addDisk(domain, { ...disk, bus: 'scsi', target: 'sdk' });
  expect(serializeXml(find(domain, 'devices') ?? domain)).toContain(
    '<address type="drive" controller="0" bus="0" target="0" unit="10"/>'.replaceAll('"', "'"),
  );
  for (const [n, letter] of ['q', 'r', 's', 't', 'u', 'v'].entries()) {
    const id = `01890000-0000-7000-8000-00000000088${n}`;
    addDisk(domain, { ...disk, id, path: `/pool/${letter}`, bus: 'sata', target: `sd${letter}` });
  }
  expect(() => addDisk(domain, { ...disk, bus: 'sata', target: 'sdw', path: '/pool/w' })).toThrow(
    'more than 6 devices on SATA',
  );
});

test('a root port is free that no device sits behind', () => {
  const domain = running();
  const free = freeRootPorts(domain);
  expect(free).toBeGreaterThanOrEqual(8);
  const onPort = findAll(domain, 'devices/disk').find(({ children }) =>
    children.some((child) => child.kind === 'element' && child.attributes.get('type') === 'pci'),
  );
  const devices = find(domain, 'devices');
  if (!onPort || !devices) throw new Error('no disk on a port');
  removeChild(devices, onPort);
  expect(freeRootPorts(domain)).toBe(free + 1);
});

test('a disk that is tuned keeps everything else; on another bus it has another name and address', () => {
  const domain = running();
  addDisk(domain, disk);
  const before = serializeXml(domain);
  const tuned = { ...disk, cache: 'none', bytesPerSecond: 1024, iops: null } as const;
  tuneDisk(domain, tuned);
  expect(tuningOfDisk(domain, disk.id)).toEqual({
    cache: 'none',
    bytesPerSecond: 1024,
    iops: null,
    bus: 'virtio',
  });
  expect(serializeXml(domain)).toContain('<total_bytes_sec>1024</total_bytes_sec>');
  tuneDisk(domain, disk);
  expect(serializeXml(domain)).toBe(before);
  tuneDisk(domain, { ...tuned, bus: 'scsi', target: 'sdj' });
  expect(targetOfDisk(domain, disk.id)).toBe('sdj');
  expect(serializeXml(domain)).toContain("unit='9'");
  expect(tuningOfDisk(domain, '01890000-0000-7000-8000-000000000778')).toBeNull();
});
