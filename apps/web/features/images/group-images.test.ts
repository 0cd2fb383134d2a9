import type { Image } from '@limen/contract/images';
import { expect, test } from 'vitest';
import { fitsWords, groupImages } from './group-images.ts';

const image = (name: string, more: Partial<Image> = {}): Image => ({
  id: name,
  name,
  description: '',
  kind: 'disk',
  state: 'ready',
  owner: null,
  visibility: 'private',
  sharedWithReader: false,
  recipe: null,
  source: 'upload',
  fileName: null,
  architecture: 'x86_64',
  osId: null,
  volumeId: null,
  cloudInit: false,
  defaultUser: null,
  template: null,
  upload: null,
  firmwares: [],
  sizeBytes: 0,
  virtualSizeBytes: 0,
  minMemoryBytes: 0,
  sha256: null,
  lastError: null,
  permissions: [],
  vmCount: 0,
  createdAt: '2026-11-26T00:00:00.000Z',
  revision: 1,
  ...more,
});
const version = (familyId: string, number: number): Image =>
  image(`${familyId}${number}`, {
    template: { familyId, version: number, hardware: null, generalised: 'none' },
  });

test('images stand by what they are, and versions of a template together, the newest first', () => {
  const all = [
    image('cd', { kind: 'iso' }),
    version('a', 1),
    version('b', 1),
    version('a', 3),
    image('disk'),
    version('a', 2),
  ];
  const names = groupImages(all).map(([group, members]) => [group, ...members.map(({ name }) => name)]);
  expect(names).toEqual([
    ['template', 'a3', 'a2', 'a1', 'b1'],
    ['disk', 'disk'],
    ['iso', 'cd'],
  ]);
});

test('a search finds what has every word of it somewhere, whatever the case', () => {
  const debian = image('Debian cloud', {
    osId: 'debian13',
    owner: { id: 'k', userName: 'kim', displayName: 'Kim' },
  });
  for (const words of ['', 'debian', 'CLOUD kim', 'debian13 '])
    expect(fitsWords(debian, words), words).toBe(true);
  expect(fitsWords(debian, 'debian lee')).toBe(false);
});
