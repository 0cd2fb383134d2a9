import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCapabilities, readDomainCapabilities } from './read-capabilities.ts';
import { readFilterBindingOwner } from './read-filter-binding.ts';
import { readNetwork } from './read-network.ts';
import { readPool, readVolume } from './read-storage.ts';
import { writePool, writeVolume } from './write-storage.ts';
import { writeDhcpHost, writeNetwork } from './write-network.ts';
import { sizeOf } from './xml-size.ts';

const golden = (name: string): string => readFileSync(join(import.meta.dirname, '../golden', name), 'utf8');
const GiB = 1024 ** 3;

test('a copy-on-write volume states the file below and its format', () => {
  const xml = writeVolume({
    name: 'a.qcow2',
    capacityBytes: 3 * GiB,
    format: 'qcow2',
    backing: { path: '/images/<base> & co.img', format: 'raw' },
  });
  expect(readVolume(xml)).toEqual({
    name: 'a.qcow2',
    path: null,
    format: 'qcow2',
    capacityBytes: 3 * GiB,
    allocationBytes: 0,
    backing: { path: '/images/<base> & co.img', format: 'raw' },
  });
  expect(xml).toContain('<compat>1.1</compat>');
});

test('a flat volume has nothing below it', () => {
  const flat = { name: 'a.img', capacityBytes: GiB, format: 'raw', backing: null } as const;
  expect(readVolume(writeVolume(flat)).backing).toBeNull();
  expect(writeVolume(flat)).not.toMatch(/backingStore|compat/);
});

test('a volume that cannot be is refused by its field', () => {
  const good = { name: 'a.qcow2', capacityBytes: GiB, format: 'qcow2', backing: null } as const;
  const base = { path: '/b', format: 'raw' } as const;
  for (const capacityBytes of [0, -1, 1.5, 2 ** 53, Number.NaN]) {
    expect(() => writeVolume({ ...good, capacityBytes })).toThrow('capacityBytes');
  }
  for (const name of ['', '.', '..', '../x', 'a/b'])
    expect(() => writeVolume({ ...good, name })).toThrow('name');
  expect(() => writeVolume({ ...good, format: 'raw', backing: base })).toThrow('format');
  expect(() => writeVolume({ ...good, backing: { ...base, path: 'json:{}' } })).toThrow('backing.path');
});

test('a pool and a network say what was asked for', () => {
  expect(readPool(writePool({ name: 'limen', path: '/srv/limen' }))).toMatchObject({
    name: 'limen',
    type: 'dir',
    path: '/srv/limen',
    capacityBytes: null,
  });
  const nat = { name: 'limen', bridge: 'virbr-limen', subnet: '10.77.0' };
  expect(readNetwork(writeNetwork(nat))).toEqual({
    name: 'limen',
    uuid: null,
    bridge: 'virbr-limen',
    forward: 'nat',
    addresses: [{ address: '10.77.0.1', mask: '255.255.255.0' }],
    reservations: [],
  });
  const kept = writeDhcpHost({ mac: '52:4c:4d:00:00:01', address: '10.77.0.9' });
  expect(readNetwork(writeNetwork(nat).replace('<range', `${kept}<range`)).reservations).toEqual([
    { mac: '52:4c:4d:00:00:01', address: '10.77.0.9' },
  ]);
  expect(() => writeDhcpHost({ mac: 'x', address: '10.77.0.9' })).toThrow('mac');
  expect(() => writeDhcpHost({ mac: '52:4c:4d:00:00:01', address: '10.77.0' })).toThrow('address');
  expect(readNetwork(writeNetwork({ ...nat, isolated: true })).forward).toBeNull();
  for (const subnet of ['10.77', '10.77.0.0', '10.77.256', '10.77.01', 'a.b.c', '']) {
    expect(() => writeNetwork({ ...nat, subnet })).toThrow('subnet');
  }
  for (const bridge of ['', 'sixteen-letters-', 'a b', '../x'])
    expect(() => writeNetwork({ ...nat, bridge })).toThrow('bridge');
  expect(() => writePool({ name: 'limen', path: 'srv' })).toThrow('path');
});

test('a network without a mode of forwarding is translated, as libvirt has it', () => {
  expect(readNetwork('<network><name>n</name><forward/></network>').forward).toBe('nat');
  expect(
    readNetwork(`<network><ip family='ipv6' address='fd00::1' prefix='64'/></network>`).addresses,
  ).toEqual([{ address: 'fd00::1', mask: '64' }]);
});

test('what libvirt printed of storage and networks is read', () => {
  const id = '01890000-0000-7000-8000-0000000000';
  const folder = '/var/lib/libvirt/images';
  expect(readPool(golden('libvirt-pool.xml'))).toEqual({
    name: 'limen',
    uuid: 'dcef1068-61ae-4b12-a8f5-4b2a1025c94a',
    type: 'dir',
    path: folder,
    capacityBytes: 270553174016,
    allocationBytes: 16346939392,
    availableBytes: 254206234624,
  });
  expect(readVolume(golden('libvirt-volume.xml'))).toMatchObject({
    name: `${id}50.qcow2`,
    path: `${folder}/${id}50.qcow2`,
    format: 'qcow2',
    capacityBytes: 64 * 1024 ** 2,
    backing: { path: `${folder}/${id}52.qcow2`, format: 'qcow2' },
  });
  expect(readNetwork(golden('libvirt-network.xml'))).toMatchObject({
    name: 'limen',
    bridge: 'virbr-limen',
    forward: 'nat',
  });
});

test('what libvirt printed of the host is read', () => {
  const host = readCapabilities(golden('libvirt-caps-host.xml'));
  expect(host).toMatchObject({ arch: 'x86_64', cpus: 2, memoryBytes: 7431968 * 1024 });
  const guest = host.guests.find((each) => each.arch === 'x86_64');
  expect(guest).toMatchObject({ emulator: '/usr/bin/qemu-system-x86_64', domainTypes: ['qemu'] });
  expect(guest?.machines).toContain('pc-q35-7.2');
  // another name for the newest, and one that QEMU is going to drop
  expect(guest?.machines).not.toContain('q35');
  expect(guest?.machines).not.toContain('pc-i440fx-1.5');
  const domain = readDomainCapabilities(golden('libvirt-caps-domain.xml'));
  expect(domain).toMatchObject({
    emulator: '/usr/bin/qemu-system-x86_64',
    type: 'qemu',
    machine: 'pc-q35-7.2',
    arch: 'x86_64',
    maxVcpus: 288,
    uefi: true,
    secureBoot: true,
    cpuModes: ['maximum', 'host-model', 'custom'],
    tpm2: true,
  });
  expect(domain.cpuModels).toContain('Nehalem');
  expect(domain.cpuModels).not.toContain('Snowridge');
  expect(domain.firmwarePaths).toContain('/usr/share/OVMF/OVMF_CODE_4M.fd');
});

test('a host that can do less is read so', () => {
  expect(readDomainCapabilities('<domainCapabilities/>')).toMatchObject({
    uefi: false,
    secureBoot: false,
    tpm2: false,
    cpuModes: [],
    cpuModels: [],
  });
  expect(readCapabilities('<capabilities/>')).toMatchObject({ cpus: 0, memoryBytes: 0, guests: [] });
});

test('sizes in every unit of libvirt', () => {
  const cases: [string, string, number | null][] = [
    ['1', 'KiB', 1024],
    ['1', 'k', 1024],
    ['1', 'KB', 1000],
    ['2', 'MiB', 2 * 1024 ** 2],
    ['2', 'GB', 2e9],
    ['3', 'T', 3 * 1024 ** 4],
    ['7', 'bytes', 7],
    ['7', 'b', 7],
    ['7', 'furlong', null],
    ['-7', 'b', null],
    ['1.5', 'GiB', null],
    ['', 'b', null],
    ['9', 'EiB', null],
  ];
  for (const [number, unit, bytes] of cases) expect(sizeOf(number, unit)).toBe(bytes);
});

test('a bound filter says whose card it is', () => {
  // virsh nwfilter-binding-dumpxml vnet0
  const xml = `<filterbinding>
  <owner>
    <name>vm-01a21f13-dcfb-760a-8f15-e1d235f4d7a9</name>
    <uuid>01a21f13-dcfb-760a-8f15-e1d235f4d7a9</uuid>
  </owner>
  <portdev name='vnet0'/>
  <mac address='52:4c:4d:50:04:7e'/>
  <filterref filter='limen'/>
</filterbinding>`;
  expect(readFilterBindingOwner(xml)).toBe('01a21f13-dcfb-760a-8f15-e1d235f4d7a9');
  expect(readFilterBindingOwner('<filterbinding/>')).toBeNull();
});
