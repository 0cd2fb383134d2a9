import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainSpec } from './domain-spec.ts';
import { readDomain } from './read-domain.ts';
import { writeDomain } from './write-domain.ts';

const vmId = '01890000-0000-7000-8000-000000000001';
const ownerId = '01890000-0000-7000-8000-000000000002';
const diskId = '01890000-0000-7000-8000-000000000003';
const spec: DomainSpec = {
  vmId,
  ownerId,
  title: 'web',
  description: '',
  accelerator: 'tcg',
  emulator: null,
  vcpus: 1,
  vcpuCeiling: 2,
  memoryBytes: 256 * 1024 ** 2,
  memoryCeilingBytes: 1024 ** 3,
  firmware: { kind: 'uefi', secureBoot: false },
  disks: [
    {
      id: diskId,
      path: `/pool/${diskId}.qcow2`,
      format: 'qcow2',
      backing: [{ path: '/images/base.qcow2', format: 'qcow2' }],
      target: 'vda',
      readOnly: false,
      bootOrder: 1,
    },
  ],
  cdroms: [{ target: 'sda', isoPath: null, bootOrder: null }],
  nics: [{ mac: '52:4c:4d:00:00:01', network: 'limen', isolated: true, bootOrder: null }],
  video: 'vga',
  vncSocketPath: null,
};

test('what was written is read back: identity, owner, disks, cards', () => {
  const facts = readDomain(writeDomain(spec));
  expect(facts).toMatchObject({ uuid: vmId, name: `vm-${vmId}`, title: 'web', limen: { vmId, ownerId } });
  expect(facts.disks.map((d) => [d.kind, d.path])).toEqual([
    ['disk', `/pool/${diskId}.qcow2`],
    ['cdrom', null],
  ]);
  expect(facts.nics).toMatchObject([{ mac: '52:4c:4d:00:00:01', network: 'limen' }]);
});

test('a domain LIMEN did not make has no owner of ours, whatever its metadata looks like', () => {
  const fake = `<domain><uuid>${vmId}</uuid><metadata><vm id='${vmId}' owner='${ownerId}'/><x:vm xmlns:x='urn:other' id='a' owner='b'/></metadata></domain>`;
  expect(readDomain(fake).limen).toBeNull();
});

test('every disk states its format and the end of its chain, and nothing listens on TCP', () => {
  const xml = writeDomain(spec);
  expect(xml.match(/<backingStore\/>/g)).toHaveLength(2);
  expect(xml).not.toMatch(/type='address'|listen='|<graphics[^>]*port=/);
  expect(xml).toMatch(/secure-boot/);
});

test('any text as title and description comes out as that text and changes nothing else', () => {
  const plain = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .filter((s) => /^[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u.test(s) && s.trim() === s && s !== '');
  const shape = (xml: string): string[] =>
    Array.from(new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagName('*'), (e) => e.nodeName);
  const expected = shape(writeDomain({ ...spec, description: 'x' }));
  fc.assert(
    fc.property(
      fc.oneof(plain, fc.constantFrom(`'/><disk type='file'/>`, ']]>', '<!DOCTYPE x>', '&#x0;', '"<&>\'')),
      (text) => {
        const xml = writeDomain({ ...spec, title: text, description: text });
        expect(readDomain(xml).title).toBe(text);
        expect(shape(xml)).toEqual(expected);
      },
    ),
  );
});
