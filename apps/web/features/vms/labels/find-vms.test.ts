import type { Vm } from '@limen/contract/vms';
import { expect, test } from 'vitest';
import { pretendVm } from '../../../lib/optimistic-vms.ts';
import { ada, at } from '../../../testing/ada.ts';
import { findVms } from './find-vms.ts';

const body = { boot: { from: 'image', imageId: 'i' }, vcpus: 1, memoryBytes: 1, diskBytes: 1 } as const;
const vm = (name: string, change: Partial<Vm> = {}): Vm => ({
  ...pretendVm({ ...body, name }, name, { owner: ada, hostId: 'h', image: undefined, at }),
  ...change,
});
const all = [
  vm('one', { tags: ['web', '수업'] }),
  vm('two', { tags: ['web-test'], favourite: true }),
  vm('three', { description: 'of the web' }),
];
const names = (words: string): string[] => findVms(all, words, () => ['10.0.0.7']).map(({ name }) => name);

test('a word is looked for in everything that is said of a machine, and favourites come first', () => {
  expect(names('')).toEqual(['two', 'one', 'three']);
  expect(names(' WEB ')).toEqual(['two', 'one', 'three']);
  expect(names('three')).toEqual(['three']);
  expect(names('0.0.7')).toEqual(['two', 'one', 'three']);
  expect(names('nothing')).toEqual([]);
});

test('a word with a number sign is that very tag and no other', () => {
  expect(names('#web')).toEqual(['one']);
  expect(names('#수업'.normalize('NFD'))).toEqual(['one']);
  expect(names('#we')).toEqual([]);
  // one that is only being typed is no tag yet
  expect(names('#')).toEqual([]);
});
