import fc from 'fast-check';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { sampleSpec as spec } from '../testing/sample-spec.ts';
import type { CdromSpec, DiskSpec, DomainSpec, NicSpec } from './domain-spec.ts';
import { readDomain } from './read-domain.ts';
import { writeDomain } from './write-domain.ts';

const MiB = 1024 ** 2;
const [disk] = spec.disks as readonly [DiskSpec]; // the sample has one of each
const onSata = (letter: string): CdromSpec => ({
  bus: 'sata',
  target: `sd${letter}`,
  isoPath: null,
  bootOrder: null,
});
const [nic] = spec.nics as readonly [NicSpec];
const guard = { filter: 'limen', address: '10.77.0.5' };

/** The path that the refusal names, or the XML. */
const refused = (changes: Partial<DomainSpec>): string => {
  try {
    return writeDomain({ ...spec, ...changes });
  } catch (error) {
    return error instanceof Error && 'path' in error ? `${error.name} ${String(error.path)}` : String(error);
  }
};

describe('a spec that cannot be a VM is refused by its field', () => {
  const cases: [string, Partial<DomainSpec>][] = [
    ['InvalidIdentity vmId', { vmId: 'web' }],
    ['InvalidIdentity ownerId', { ownerId: `${spec.ownerId}'/>` }],
    ['InvalidXmlText title', { title: 'a\u0000' }],
    ['InvalidDomainSpec title', { title: 'two\nlines' }],
    ['InvalidXmlText description', { description: '\uD800' }],
    ['InvalidXmlText description', { description: 'x'.repeat(MiB) }],
    ['InvalidDomainSpec emulator', { emulator: 'qemu' }],
    ['InvalidDomainSpec vcpus', { vcpus: 0 }],
    ['InvalidDomainSpec vcpus', { vcpus: 1.5 }],
    ['InvalidDomainSpec vcpuCeiling', { vcpus: 4, vcpuCeiling: 3 }],
    ['InvalidDomainSpec memoryBytes', { memoryBytes: MiB }],
    ['InvalidDomainSpec memoryBytes', { memoryBytes: Number.NaN }],
    ['InvalidDomainSpec memoryBytes', { memoryBytes: -2 * MiB }],
    ['InvalidDomainSpec memoryCeilingBytes', { memoryCeilingBytes: 256 * MiB + 1 }],
    ['InvalidDomainSpec memoryCeilingBytes', { memoryCeilingBytes: 128 * MiB }],
    ['InvalidDomainSpec vncSocketPath', { vncSocketPath: '0.0.0.0:5900' }],
    ['InvalidDomainSpec disks[0].path', { disks: [{ ...disk, path: 'nbd:10.0.0.1:10809' }] }],
    ['InvalidDomainSpec disks[0].path', { disks: [{ ...disk, path: 'json:{"driver":"raw"}' }] }],
    ['InvalidDomainSpec disks[0].path', { disks: [{ ...disk, path: '/pool/../etc/shadow' }] }],
    ['InvalidXmlText disks[0].path', { disks: [{ ...disk, path: '/pool/\u0001' }] }],
    ['InvalidIdentity disks[0].id', { disks: [{ ...disk, id: 'x' }] }],
    ['InvalidDomainSpec disks[0].format', { disks: [{ ...disk, format: 'raw' }] }],
    ['InvalidDomainSpec disks[0].target', { disks: [{ ...disk, target: 'sda' }] }],
    [
      'InvalidDomainSpec disks[0].backing[1].path',
      { disks: [{ ...disk, backing: [...disk.backing, { path: 'b', format: 'raw' }] }] },
    ],
    [
      'InvalidDomainSpec cdroms[0].isoPath',
      { cdroms: [{ bus: 'scsi', target: 'sda', isoPath: 'x.iso', bootOrder: null }] },
    ],
    [
      'InvalidDomainSpec cdroms[0].target',
      { cdroms: [{ bus: 'scsi', target: 'hda', isoPath: null, bootOrder: null }] },
    ],
    ['InvalidDomainSpec disks[0].target', { disks: [{ ...disk, bus: 'sata' }] }],
    ['InvalidDomainSpec disks', { cdroms: Array.from('abcdefg', onSata) }],
    ['InvalidDomainSpec hyperv', { hyperv: true }],
    ['InvalidDomainSpec nics[0].mac', { nics: [{ ...nic, mac: '53:4c:4d:00:00:01' }] }],
    ['InvalidDomainSpec nics[0].source.name', { nics: [{ ...nic, source: { kind: 'network', name: '' } }] }],
    [
      'InvalidDomainSpec nics[0].source.name',
      { nics: [{ ...nic, source: { kind: 'bridge', name: 'a b' } }] },
    ],
    ['InvalidDomainSpec nics[0].guard', { nics: [{ ...nic, source: { kind: 'user' }, guard }] }],
    ['InvalidDomainSpec nics[0].guard.filter', { nics: [{ ...nic, guard: { ...guard, filter: '' } }] }],
    [
      'InvalidDomainSpec nics[0].guard.address',
      { nics: [{ ...nic, guard: { ...guard, address: '1.2.3' } }] },
    ],
    ['InvalidDomainSpec target', { disks: [disk, { ...disk, path: '/pool/other' }] }],
    ['InvalidDomainSpec disks', { disks: [disk, { ...disk, target: 'vdb', bootOrder: null }] }],
    ['InvalidDomainSpec nics', { nics: [nic, nic] }],
    ['InvalidDomainSpec bootOrder', { nics: [{ ...nic, bootOrder: 1 }] }],
    ['InvalidDomainSpec bootOrder', { nics: [{ ...nic, bootOrder: 0 }] }],
  ];
  test.each(cases)('%s', (path, changes) => {
    expect(refused(changes)).toBe(path);
  });

  test('and the sample they all start from is not', () => {
    expect(refused({})).toContain('<domain ');
  });
});

/* The whole document by xmldom: names, attributes and texts, in order. */
const shape = (xml: string): string[] =>
  Array.from(new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagName('*'), (element) =>
    [
      element.nodeName,
      ...Array.from(element.attributes, ({ name, value }) => `${name}=${value}`),
      element.textContent?.trim(),
    ].join('\u0000'),
  );

test('any text in any field comes out as that text, and nothing else in the document changes', () => {
  const MARK = 'MARK-0f1c';
  const filled = (text: string): DomainSpec => ({
    ...spec,
    title: text,
    description: text,
    emulator: `/${text}`,
    vncSocketPath: `/${text}`,
    disks: [{ ...disk, path: `/a${text}`, backing: [{ path: `/b${text}`, format: 'qcow2' }] }],
    cdroms: [{ bus: 'scsi', target: 'sda', isoPath: `/c${text}`, bootOrder: null }],
    nics: [{ ...nic, source: { kind: 'network', name: text }, guard: { filter: text, address: null } }],
  });
  const marked = shape(writeDomain(filled(MARK)));
  const payload = fc.constantFrom(
    `'/><disk type='file'/><x y='`,
    '"/><qemu:commandline/>',
    '</title><memory>1</memory><title>',
    ']]>',
    '<!DOCTYPE a>',
    '&#x0;',
    '&lt;',
    '<!--',
  );
  // Trimmed, since `shape` compares element texts without layout; xml.test.ts has texts with white space at their ends.
  const text = fc
    .oneof(payload, fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }))
    .filter(
      (each) =>
        each.trim() === each &&
        /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]+$/u.test(each) &&
        !/(^|\/)\.{1,2}(\/|$)/.test(each),
    );
  fc.assert(
    fc.property(text, (each) => {
      const xml = writeDomain(filled(each));
      expect(shape(xml)).toEqual(marked.map((line) => line.replaceAll(MARK, () => each)));
      const facts = readDomain(xml);
      expect([facts.title, facts.description, facts.nics[0]?.network]).toEqual([each, each, each]);
      expect(facts.disks.map(({ path }) => path)).toEqual([`/a${each}`, `/c${each}`]);
      expect(facts.disks[0]?.backing).toEqual([{ path: `/b${each}`, format: 'qcow2' }]);
    }),
  );
});

test('without headroom there is no virtio-mem, no NUMA cell and no ceiling', () => {
  const xml = writeDomain({ ...spec, memoryCeilingBytes: spec.memoryBytes });
  expect(xml).not.toMatch(/virtio-mem|<numa>|<maxMemory/);
  expect(readDomain(xml).memory).toEqual({
    bootBytes: spec.memoryBytes,
    currentBytes: spec.memoryBytes,
    ceilingBytes: spec.memoryBytes,
    virtioMem: null,
  });
});

test('a card that is not booted from loads no boot ROM, one that is does', () => {
  expect(writeDomain(spec)).toContain(`<rom enabled='no'/>`);
  expect(writeDomain({ ...spec, nics: [{ ...nic, bootOrder: 2 }] })).not.toContain('<rom ');
});
