import { checkFilePath } from './check-domain-spec.ts';
import { type BackingFile, type DiskFormat, InvalidDomainSpec } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { checkXmlText } from './xml-text.ts';
import { el } from './xml-tree.ts';

/** libvirt refuses a slash in names itself, but takes `..` and the empty name. */
export function checkName(name: string): string {
  checkXmlText(name, 'name');
  if (name === '' || name === '.' || name === '..' || name.includes('/')) {
    throw new InvalidDomainSpec('name', 'not a plain name');
  }
  return name;
}

/**
 * A storage pool that is a folder. `path` is absolute.
 * @throws {InvalidDomainSpec} | {InvalidXmlText}, with the field's name
 */
export const writePool = ({ name, path }: { name: string; path: string }): string =>
  serializeXml(
    el(
      'pool',
      { type: 'dir' },
      el('name', {}, checkName(name)),
      el(
        'target',
        {},
        el('path', {}, checkFilePath(path, 'path')),
        el('permissions', {}, el('mode', {}, '0711')),
      ),
    ),
  );

/**
 * A volume: flat, or a copy-on-write clone of `backing`, whose format is stated and never guessed. Takes no space at first.
 * @throws {InvalidDomainSpec} | {InvalidXmlText}, with the field's name
 */
export function writeVolume(volume: {
  readonly name: string;
  readonly capacityBytes: number;
  readonly format: DiskFormat;
  readonly backing: BackingFile | null;
}): string {
  const { name, capacityBytes, format, backing } = volume;
  if (!Number.isSafeInteger(capacityBytes) || capacityBytes < 1) {
    throw new InvalidDomainSpec('capacityBytes', 'not a whole number from 1');
  }
  if (backing !== null && format === 'raw') {
    throw new InvalidDomainSpec('format', 'a raw volume has nothing below it');
  }
  return serializeXml(
    el(
      'volume',
      {},
      el('name', {}, checkName(name)),
      el('capacity', { unit: 'bytes' }, String(capacityBytes)),
      el('allocation', { unit: 'bytes' }, '0'),
      el('target', {}, el('format', { type: format }), format === 'qcow2' ? el('compat', {}, '1.1') : null),
      backing === null
        ? null
        : el(
            'backingStore',
            {},
            el('path', {}, checkFilePath(backing.path, 'backing.path')),
            el('format', { type: backing.format }),
          ),
    ),
  );
}
