import type { System } from '@limen/contract/systems';
import { expect, test } from 'vitest';
import { findSystems } from './find-systems.ts';

const size = { vcpus: 1, memoryBytes: 1, diskBytes: 1, reason: 'system' } as const;
const system = (id: string, name: string, part: Partial<System> = {}): System => ({
  id,
  name,
  version: null,
  family: 'linux',
  releasedAt: null,
  endOfLifeAt: null,
  current: true,
  minimum: size,
  recommended: size,
  profile: 'linux',
  ...part,
});
const all = [
  system('win11', 'Microsoft Windows 11', { family: 'windows', version: '11' }),
  system('debian7', 'Debian 7', { version: '7', current: false }),
  system('debian12', 'Debian 12', { version: '12' }),
];
const ids = (words: string, older = false) =>
  findSystems(all, words, older).map(({ family, systems }) => [family, systems.map(({ id }) => id)]);

test('what is looked after comes first, and is all there is until more is asked for', () => {
  expect(ids('')).toEqual([
    ['linux', ['debian12']],
    ['windows', ['win11']],
  ]);
  expect(ids('', true)).toEqual([
    ['linux', ['debian12', 'debian7']],
    ['windows', ['win11']],
  ]);
});

test('whoever searches finds old systems too, by name, id and number', () => {
  expect(ids('deb 7')).toEqual([['linux', ['debian7']]]);
  expect(ids('WIN11')).toEqual([['windows', ['win11']]]);
  expect(ids('beos')).toEqual([]);
});
