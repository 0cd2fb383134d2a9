import { expect, test } from 'vitest';
import { namesAsked } from './new-vms.ts';

const like = { boot: { from: 'image' as const, imageId: 'i' }, vcpus: 1, memoryBytes: 1, diskBytes: 1 };

test('the cards that are shown at once are those that the server will make', () => {
  expect(namesAsked({ ...like, name: 'gate' })).toEqual(['gate']);
  expect(namesAsked({ ...like, count: 3, namePattern: 'class-{nn}', firstNumber: 9 })).toEqual([
    'class-09',
    'class-10',
    'class-11',
  ]);
  expect(namesAsked({ ...like, count: 2, namePattern: 'c{n}' })).toEqual(['c1', 'c2']);
  expect(namesAsked({ ...like, count: 2, namePattern: 'no number' })).toEqual([]);
});
