import type { BackingFile, DiskFormat } from './domain-spec.ts';
import { serializeXml } from './serialize-xml.ts';
import { el } from './xml-tree.ts';

/** A storage pool that is a folder. `path` is absolute. */
export const writePool = ({ name, path }: { name: string; path: string }): string =>
  serializeXml(
    el(
      'pool',
      { type: 'dir' },
      el('name', {}, name),
      el('target', {}, el('path', {}, path), el('permissions', {}, el('mode', {}, '0711'))),
    ),
  );

/** A volume: flat, or a copy-on-write clone of `backing`, whose format is stated and never guessed. Takes no space at first. */
export const writeVolume = (volume: {
  name: string;
  capacityBytes: number;
  format: DiskFormat;
  backing: BackingFile | null;
}): string =>
  serializeXml(
    el(
      'volume',
      {},
      el('name', {}, volume.name),
      el('capacity', { unit: 'bytes' }, String(volume.capacityBytes)),
      el('allocation', { unit: 'bytes' }, '0'),
      el(
        'target',
        {},
        el('format', { type: volume.format }),
        volume.format === 'qcow2' ? el('compat', {}, '1.1') : null,
      ),
      volume.backing === null
        ? null
        : el(
            'backingStore',
            {},
            el('path', {}, volume.backing.path),
            el('format', { type: volume.backing.format }),
          ),
    ),
  );

/** A NAT network on a bridge of its own. `subnet`: the first three numbers of a /24; .1 is the host, .10 to .254 are leased. */
export const writeNetwork = ({
  name,
  bridge,
  subnet,
}: {
  name: string;
  bridge: string;
  subnet: string;
}): string =>
  serializeXml(
    el(
      'network',
      {},
      el('name', {}, name),
      el('forward', { mode: 'nat' }),
      el('bridge', { name: bridge, stp: 'on', delay: 0 }),
      el(
        'ip',
        { address: `${subnet}.1`, netmask: '255.255.255.0' },
        el('dhcp', {}, el('range', { start: `${subnet}.10`, end: `${subnet}.254` })),
      ),
    ),
  );
