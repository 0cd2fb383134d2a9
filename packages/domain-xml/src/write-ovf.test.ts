import { expect, test } from 'vitest';
import { parseXml } from './parse-xml.ts';
import { writeOvf } from './write-ovf.ts';

const machine = {
  vcpus: 2,
  memoryBytes: 512 * 1024 ** 2,
  firmware: 'uefi',
  disk: { fileName: 'disk.vmdk', fileBytes: 4096, capacityBytes: 1024 ** 3 },
} as const;

test('a name stays a name, whatever stands in it, and UEFI is said as importers look for it', () => {
  const xml = writeOvf({ ...machine, name: `</Name><File ovf:href='/etc/passwd'/>` });
  expect(parseXml(xml).name).toBe('Envelope');
  expect([...xml.matchAll(/href='([^']*)'/g)].map(([, href]) => href)).toEqual(['disk.vmdk']);
  expect(xml).toContain(`vmw:value='efi'`);
});

test('what XML cannot carry is refused', () => {
  expect(() => writeOvf({ ...machine, name: 'a\u0000b' })).toThrow();
});
