import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  addCdrom,
  bootableDevices,
  discIn,
  removeCdrom,
  setBootOrder,
  setCdromMedia,
  setDescription,
  setRequestedMemory,
  setTitle,
  setVcpus,
} from './edit-domain.ts';
import { parseXml } from './parse-xml.ts';
import { readDomainElement } from './read-domain.ts';
import { serializeXml } from './serialize-xml.ts';
import type { XmlElement } from './xml-tree.ts';

const golden = (name: string): string => readFileSync(join(import.meta.dirname, '../golden', name), 'utf8');

let running: XmlElement;
let foreign: XmlElement;
let before: string;
beforeEach(() => {
  running = parseXml(golden('libvirt-domain-empty-disk-and-iso-running.xml'));
  foreign = parseXml(golden('libvirt-domain-foreign-off.xml'));
  before = serializeXml(running);
});

/** The lines that an edit took away and put in. */
function difference(after: XmlElement): { gone: string[]; come: string[] } {
  const [old, now] = [before.split('\n'), serializeXml(after).split('\n')];
  return {
    gone: old.filter((line) => !now.includes(line)).map((line) => line.trim()),
    come: now.filter((line) => !old.includes(line)).map((line) => line.trim()),
  };
}

test('a new title changes the title and nothing else', () => {
  setTitle(running, '새 <이름>');
  expect(difference(running)).toEqual({
    gone: ['<title>web</title>'],
    come: ['<title>새 &lt;이름&gt;</title>'],
  });
});

test('a title comes where there was none, and goes when it is empty; what is unknown stays', () => {
  setTitle(foreign, 'first');
  setDescription(foreign, 'a\nb');
  expect(serializeXml(foreign)).toContain(
    '</uuid>\n  <title>first</title>\n  <description>a\nb</description>\n  <metadata>',
  );
  setTitle(foreign, '');
  setDescription(foreign, '');
  expect(serializeXml(foreign)).toBe(golden('libvirt-domain-foreign-off.xml'));
});

test('a title that libvirt or XML refuses changes nothing', () => {
  expect(() => setTitle(running, 'a\nb')).toThrow('title');
  expect(() => setTitle(running, 'a\u0000')).toThrow('title');
  expect(() => setDescription(running, '\uFFFF')).toThrow('description');
  expect(serializeXml(running)).toBe(before);
});

test('another ISO: always raw, with a chain that ends, in the drive that is named', () => {
  const drive = setCdromMedia(running, 'sda', '/iso/other.iso');
  expect(readDomainElement(running).disks.find((disk) => disk.target === 'sda')).toMatchObject({
    path: '/iso/other.iso',
    format: 'raw',
    chainEnded: true,
    backing: [],
    bootOrder: 1,
  });
  expect(serializeXml(drive)).toMatch(
    /^<disk type='file' device='cdrom'>\n  <driver name='qemu' type='raw'\/>\n  <source file='\/iso\/other.iso'\/>/,
  );
  expect(serializeXml(drive).match(/<(driver|backingStore)/g)).toHaveLength(2);
  expect(difference(running).come).toEqual([`<source file='/iso/other.iso'/>`]);
});

test('an ejected drive is empty and stays, address, order and all', () => {
  const old = readDomainElement(running).disks.find((disk) => disk.target === 'sda');
  setCdromMedia(running, 'sda', null);
  expect(readDomainElement(running).disks.find((disk) => disk.target === 'sda')).toEqual({
    ...old,
    path: null,
  });
});

test('media go into CD drives only', () => {
  expect(() => setCdromMedia(running, 'vda', '/iso/x.iso')).toThrow('vda is no CD drive');
  expect(() => setCdromMedia(running, 'sdz', null)).toThrow('no disk sdz');
  expect(() => setCdromMedia(running, 'sda', 'json:{}')).toThrow('isoPath');
  expect(serializeXml(running)).toBe(before);
});

test('the boot order is what was asked for, of disks, drives and cards, and replaces the old one', () => {
  expect(readDomainElement(running).bootOrder).toEqual(['sda', 'vda', '52:4c:4d:00:00:06']);
  setBootOrder(running, ['52:4c:4d:00:01:06', 'vda']);
  expect(readDomainElement(running).bootOrder).toEqual(['52:4c:4d:00:01:06', 'vda']);
  setBootOrder(foreign, ['hda']);
  expect(serializeXml(foreign)).not.toContain(`<boot dev='hd'/>`);
});

test('a device that is not there, or twice, leaves the boot order as it was', () => {
  expect(() => setBootOrder(running, ['vda', 'vdx'])).toThrow('bootOrder[1]');
  expect(() => setBootOrder(running, ['vda', 'vda'])).toThrow('named twice');
  expect(serializeXml(running)).toBe(before);
});

test('processors up to the ceiling', () => {
  const headroom = parseXml(golden('libvirt-domain-headroom-running.xml'));
  setVcpus(headroom, 8);
  expect(readDomainElement(headroom).vcpus).toEqual({ current: 8, ceiling: 8 });
  for (const vcpus of [0, 9, 1.5, Number.NaN]) expect(() => setVcpus(headroom, vcpus)).toThrow('1 to 8');
});

test('pluggable memory in blocks up to its size, and only where there is some', () => {
  const headroom = parseXml(golden('libvirt-domain-headroom-running.xml'));
  const device = setRequestedMemory(headroom, 1024 ** 3);
  expect(readDomainElement(headroom).memory.virtioMem?.requestedBytes).toBe(1024 ** 3);
  expect(serializeXml(device)).toMatch(/^<memory model='virtio-mem'>/);
  for (const bytes of [-1, 1024 ** 2, 4 * 1024 ** 3, Number.NaN]) {
    expect(() => setRequestedMemory(headroom, bytes)).toThrow('memoryBytes');
  }
  expect(() => setRequestedMemory(running, 0)).toThrow('no pluggable memory');
});

test('a drive comes in behind the others and goes again, and nothing else changes', () => {
  addCdrom(running, { bus: 'scsi', target: 'sdm', isoPath: '/pool/x.iso', bootOrder: null });
  expect(discIn(running, 'sdm')).toBe('/pool/x.iso');
  expect(readDomainElement(running).disks.at(-1)).toMatchObject({
    kind: 'cdrom',
    bus: 'scsi',
    target: 'sdm',
  });
  expect(() => addCdrom(running, { bus: 'scsi', target: 'sdm', isoPath: null, bootOrder: null })).toThrow(
    'there already',
  );
  removeCdrom(running, 'sdm');
  expect(serializeXml(running)).toBe(before);
  expect(() => removeCdrom(running, 'sdm')).toThrow('there is no disk sdm');
  expect(() => removeCdrom(running, 'vda')).toThrow('no CD drive');
});

test('drives on SATA get the ports that are free, and a seventh none', () => {
  for (const target of ['sdn', 'sdo', 'sdp', 'sdq', 'sdr', 'sds']) {
    addCdrom(running, { bus: 'sata', target, isoPath: null, bootOrder: null });
  }
  removeCdrom(running, 'sdo');
  addCdrom(running, { bus: 'sata', target: 'sdt', isoPath: null, bootOrder: null });
  const ports = serializeXml(running).match(/(?<=target='0' unit=')\d(?='\/>\n {4}<\/disk>)/g);
  expect(ports?.slice(-6).toSorted()).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(() => addCdrom(running, { bus: 'sata', target: 'sdu', isoPath: null, bootOrder: null })).toThrow(
    'SATA',
  );
});

test('a card that is to be booted from gets its boot ROM back', () => {
  const nic = bootableDevices(running).at(-1);
  expect(nic?.alias).toMatch(/^net\d$/);
  const roms = (text: string): number => text.split("<rom enabled='no'/>").length;
  setBootOrder(running, [nic?.name ?? '']);
  expect(roms(serializeXml(running))).toBe(roms(before) - 1);
});
