import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleSpec } from '../testing/sample-spec.ts';
import type { HostDeviceSpec } from './domain-spec.ts';
import { addHostDevice, hasHostDevice, removeHostDevice } from './edit-host-devices.ts';
import { parseXml } from './parse-xml.ts';
import { readDomain } from './read-domain.ts';
import { readNodeDevice } from './read-node-device.ts';
import { serializeXml } from './serialize-xml.ts';
import { writeDomain } from './write-domain.ts';
import { writeHostDevice } from './write-host-device.ts';
import { childrenOf, find, findAll, removeChild } from './xml-tree.ts';

const golden = (name: string): string => readFileSync(join(import.meta.dirname, '../golden', name), 'utf8');

const usb: HostDeviceSpec = {
  id: '01890000-0000-7000-8000-0000000000e1',
  source: { kind: 'usb', vendorId: '046d', productId: 'c52b', place: null },
};
const pci: HostDeviceSpec = {
  id: '01890000-0000-7000-8000-0000000000e2',
  source: { kind: 'pci', address: '0000:0a:1f.3' },
};
/* Given by somebody else: by virsh, without a name. */
const foreign = `<hostdev mode='subsystem' type='usb'>
      <source><vendor id='0x0781'/><product id='0x5567'/></source>
    </hostdev>
    <hostdev mode='subsystem' type='scsi'><source><adapter name='scsi_host0'/></source></hostdev>`;
const base = (): ReturnType<typeof parseXml> =>
  parseXml(writeDomain(sampleSpec).replace('</devices>', `${foreign}</devices>`));

test('devices of the host are added, found and taken out by their ids; those that somebody else gave stay', () => {
  const tree = base();
  for (const device of [usb, pci]) {
    addHostDevice(tree, device);
    expect(hasHostDevice(tree, device.id)).toBe(true);
    expect(() => addHostDevice(tree, device)).toThrow('there already');
  }
  const { hostDevices } = readDomain(serializeXml(tree));
  expect(hostDevices.filter(({ id }) => id !== null)).toEqual([usb, pci]);
  expect(hostDevices.filter(({ id }) => id === null).map(({ source }) => source)).toEqual([
    { kind: 'usb', vendorId: '0781', productId: '5567', place: null },
    null,
  ]);
  for (const { id } of [usb, pci]) {
    expect(removeHostDevice(tree, id)?.name).toBe('hostdev');
    expect(removeHostDevice(tree, id)).toBeNull();
  }
  expect(serializeXml(tree)).toBe(serializeXml(base()));
});

test('one on USB may be missing when its machine starts, and not when it is plugged into one that runs', () => {
  const tree = base();
  addHostDevice(tree, usb);
  expect(serializeXml(tree)).toContain("<source startupPolicy='optional'>");
  expect(writeHostDevice(usb)).not.toContain('startupPolicy');
});

test('what is no id and no address of a device is refused by its field', () => {
  const tree = base();
  const { source } = usb;
  if (source.kind !== 'usb') throw new Error('the sample is on USB');
  for (const [field, value] of [
    ['vendorId', '46d'],
    ['vendorId', '046D'],
    ['productId', "c52'"],
    ['place', { bus: 0, device: 1 }],
    ['place', { bus: 1, device: 1.5 }],
  ] as const)
    expect(() => addHostDevice(tree, { ...usb, source: { ...source, [field]: value } })).toThrow(field);
  for (const address of ['', '01:00.0', '0000:01:20.0', '0000:01:00.8', '0000:0G:00.0'])
    expect(() => addHostDevice(tree, { ...pci, source: { kind: 'pci', address } })).toThrow('address');
  expect(() => addHostDevice(tree, { ...pci, id: 'x' })).toThrow('id');
  expect(serializeXml(tree)).toBe(serializeXml(base()));
});

test('a device on USB as libvirt describes it', () => {
  expect(readNodeDevice(golden('libvirt-node-usb.xml'))).toEqual({
    source: { kind: 'usb', vendorId: '046d', productId: 'c52b', place: { bus: 1, device: 4 } },
    product: 'Unifying Receiver',
    vendor: 'Logitech, Inc.',
    ids: '046d:c52b',
    driver: 'usb',
    leadsToOthers: false,
    iommuGroup: null,
  });
  const hub = golden('libvirt-node-usb.xml').replace('0x046d', '0x1d6b');
  expect(readNodeDevice(hub)?.leadsToOthers).toBe(true);
});

test('a device on PCI as libvirt describes it, with the IOMMU’s group and without', () => {
  const xml = golden('libvirt-node-pci.xml');
  expect(readNodeDevice(xml)).toEqual({
    source: { kind: 'pci', address: '0000:0a:1f.3' },
    product: '82576 Virtual Function',
    vendor: 'Intel Corporation',
    ids: '8086:10ca',
    driver: 'igbvf',
    leadsToOthers: false,
    iommuGroup: { number: 31, devices: 2 },
  });
  const tree = parseXml(xml);
  for (const capability of findAll(tree, 'capability'))
    for (const group of childrenOf(capability, 'iommuGroup')) removeChild(capability, group);
  for (const driver of childrenOf(tree, 'driver')) removeChild(tree, driver);
  expect(find(tree, 'capability/iommuGroup')).toBeNull();
  expect(readNodeDevice(serializeXml(tree))).toMatchObject({ iommuGroup: null, driver: null });
  expect(readNodeDevice(xml.replace('0x020000', '0x060400'))?.leadsToOthers).toBe(true);
});

test('what is neither, or says too little of itself, is none; a name that is empty is none either', () => {
  expect(readNodeDevice("<device><name>computer</name><capability type='system'/></device>")).toBeNull();
  expect(readNodeDevice("<device><capability type='pci'><bus>1</bus></capability></device>")).toBeNull();
  expect(
    readNodeDevice("<device><capability type='usb_device'><bus>1</bus></capability></device>"),
  ).toBeNull();
  const nameless = golden('libvirt-node-usb.xml')
    .replace('Unifying Receiver', '')
    .replace('Logitech, Inc.', ' ');
  expect(readNodeDevice(nameless)).toMatchObject({ product: null, vendor: null });
});
