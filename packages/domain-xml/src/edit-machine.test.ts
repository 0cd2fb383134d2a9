import { expect, test } from 'vitest';
import { sampleSpec } from '../testing/sample-spec.ts';
import type { FirmwareSpec } from './domain-spec.ts';
import { hasMachine, type MachineChange, setMachine } from './edit-machine.ts';
import { parseXml } from './parse-xml.ts';
import { serializeXml } from './serialize-xml.ts';
import { domainElement, writeDomain } from './write-domain.ts';
import { el, find, insertAfter } from './xml-tree.ts';

const bios: FirmwareSpec = { kind: 'bios' };
const uefi: FirmwareSpec = { kind: 'uefi', secureBoot: false };
const secure: FirmwareSpec = { kind: 'uefi', secureBoot: true };

const text = (firmware: FirmwareSpec): string => writeDomain({ ...sampleSpec, firmware });
const edited = (xml: string, change: MachineChange): string => {
  const domain = parseXml(xml);
  setMachine(domain, 'tcg', change);
  return serializeXml(domain);
};

test.each([
  [bios, uefi],
  [uefi, secure],
  [secure, bios],
  [bios, secure],
  [secure, uefi],
])('firmware changed in place is what a new definition would have: %o to %o', (from, to) => {
  expect(edited(text(from), { firmware: to })).toBe(text(to));
});

test('firmware that libvirt chose, and where its variables lie, goes with the firmware that it was of', () => {
  const domain = domainElement({ ...sampleSpec, firmware: secure });
  const os = find(domain, 'os');
  insertAfter(
    os ?? domain,
    ['firmware'],
    el('loader', { type: 'pflash', secure: 'yes' }, '/usr/share/CODE.fd'),
  );
  insertAfter(os ?? domain, ['loader'], el('nvram', { template: '/usr/share/VARS.fd' }, '/var/own_VARS.fd'));
  expect(edited(serializeXml(domain), { firmware: uefi })).toBe(text(uefi));
});

test('a TPM comes and goes, and nothing else does', () => {
  const without = text(bios);
  const given = edited(without, { tpm: true });
  expect(given).toContain("<backend type='emulator' version='2.0'/>");
  expect(edited(given, { tpm: true })).toBe(given);
  expect(edited(given, { tpm: false })).toBe(without);
});

test('a machine of one version, and the newest again', () => {
  const old = edited(text(bios), { machine: 'pc-q35-7.1' });
  expect(old).toBe(writeDomain({ ...sampleSpec, firmware: bios, machine: 'pc-q35-7.1' }));
  expect(edited(old, { machine: null })).toBe(text(bios));
});

test.each(['tcg', 'kvm'] as const)(
  '%s: another processor keeps how many there are, and their memory',
  (accelerator) => {
    const spec = { ...sampleSpec, accelerator };
    for (const cpuModel of ['Nehalem', 'maximum', null]) {
      const domain = domainElement({ ...spec, cpuModel: 'Penryn' });
      setMachine(domain, accelerator, { cpuModel });
      expect(serializeXml(domain)).toBe(writeDomain({ ...spec, cpuModel }));
    }
  },
);

test('features that somebody gave to one processor are not given to another, and stay with all that else is changed', () => {
  const domain = domainElement({ ...sampleSpec, cpuModel: 'Penryn' });
  find(domain, 'cpu')?.children.push(el('feature', { policy: 'require', name: 'aes' }));
  const xml = serializeXml(domain);
  expect(edited(xml, { firmware: bios, tpm: true, machine: 'pc-q35-7.1' })).toContain("name='aes'");
  expect(edited(xml, { cpuModel: 'Nehalem' })).toBe(writeDomain({ ...sampleSpec, cpuModel: 'Nehalem' }));
});

test('what is no q35 and no name of a processor is refused, and changes nothing', () => {
  const domain = domainElement(sampleSpec);
  const before = serializeXml(domain);
  expect(() => setMachine(domain, 'tcg', { tpm: true, machine: 'pc-i440fx-7.2' })).toThrow('not a q35');
  expect(() => setMachine(domain, 'tcg', { tpm: true, cpuModel: "x'/>" })).toThrow('no name of a processor');
  expect(serializeXml(domain)).toBe(before);
});

test('whether it is so is seen, field by field', () => {
  const is = { firmware: secure, tpm: true, machine: 'pc-q35-7.1', cpuModel: 'Nehalem' };
  const domain = domainElement({ ...sampleSpec, ...is });
  expect(hasMachine(domain, 'tcg', is)).toBe(true);
  expect(hasMachine(domain, 'tcg', {})).toBe(true);
  // libvirt’s own name for the newest is not known beforehand
  expect(hasMachine(domain, 'tcg', { machine: null })).toBe(true);
  const others: MachineChange[] = [
    { firmware: bios },
    { firmware: uefi },
    { tpm: false },
    { machine: 'pc-q35-7.2' },
    { cpuModel: 'maximum' },
    { cpuModel: 'Penryn' },
    { cpuModel: null },
  ];
  for (const other of others) expect(hasMachine(domain, 'tcg', other), JSON.stringify(other)).toBe(false);
});
