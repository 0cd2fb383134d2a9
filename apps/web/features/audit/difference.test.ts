import { expect, test } from 'vitest';
import { differences } from './difference.ts';

test('what changed is told field by field, with its path', () => {
  expect(
    differences({ role: 'user', limits: { vms: 2, tags: ['a'] } }, { role: 'admin', limits: { vms: 4 } }),
  ).toEqual([
    { field: 'role', before: 'user', after: 'admin' },
    { field: 'limits.vms', before: '2', after: '4' },
    { field: 'limits.tags', before: '["a"]', after: null },
  ]);
});

test('what was not there before, or is no more, or is no object, is told as it is', () => {
  expect(differences(null, { vcpus: 2, start: true })).toEqual([
    { field: 'vcpus', before: null, after: '2' },
    { field: 'start', before: null, after: 'true' },
  ]);
  expect(differences('a', null)).toEqual([{ field: '', before: 'a', after: null }]);
  expect(differences(null, null)).toEqual([]);
  expect(differences({ locale: null }, { locale: 'ko' })).toEqual([
    { field: 'locale', before: 'null', after: 'ko' },
  ]);
  expect(differences({ empty: {} }, undefined)).toEqual([{ field: 'empty', before: '{}', after: null }]);
});
