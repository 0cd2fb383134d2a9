import type { Snapshot } from '@limen/contract/snapshots';
import { expect, test } from 'vitest';
import { layOutTree } from './lay-out-tree.ts';

const snapshot = (id: string, parentId: string | null, isCurrent = false): Snapshot => ({
  id,
  vmId: 'vm',
  parentId,
  isCurrent,
  name: id,
  note: '',
  kind: 'off',
  frozen: null,
  state: 'ready',
  madeBy: 'person',
  vcpus: 1,
  memoryBytes: 1,
  savedMemoryBytes: null,
  hasPicture: false,
  createdAt: '2026-01-01T00:00:00.000Z',
});
/** One line a row: its rails, `*` for the dot, `\` where it branches off. */
const drawn = (snapshots: readonly Snapshot[]): string[] =>
  layOutTree(snapshots).map(({ snapshot: each, lane, from, passing }) => {
    const rails = Array.from({ length: lane + 1 }, (_, n) =>
      n === lane ? '*' : passing.includes(n) ? '|' : ' ',
    );
    return `${rails.join('')}${from === null ? '' : `<${from}`} ${each?.id ?? 'here'}`;
  });

test('a chain stays on one rail, however long it is', () => {
  const chain = Array.from({ length: 5000 }, (_, n) =>
    snapshot(`${n}`, n === 0 ? null : `${n - 1}`, n === 4999),
  );
  const rows = layOutTree(chain);
  expect(rows).toHaveLength(5001);
  expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set([0]));
  expect(rows.at(0)).toMatchObject({ up: false, down: true });
  expect(rows.at(-1)).toMatchObject({ snapshot: null, up: true, down: false });
});

test('what the machine does not stand on branches off; the way to it comes last and leftmost', () => {
  expect(
    drawn([
      snapshot('a', null),
      snapshot('b', 'a'),
      snapshot('c', 'b', true),
      snapshot('other', 'a'),
      snapshot('others-child', 'other'),
    ]),
  ).toEqual(['* a', '|*<0 other', '|* others-child', '* b', '* c', '* here']);
});

test('what was made from where the machine is stands beside it, and several roots under each other', () => {
  expect(
    drawn([
      snapshot('old', null),
      snapshot('a', null, true),
      snapshot('later', 'a'),
      snapshot('last', 'later'),
    ]),
  ).toEqual(['* old', '* a', '|*<0 later', '|* last', '* here']);
});

test('a machine that stands on none of them stands apart', () => {
  expect(drawn([snapshot('a', null), snapshot('b', 'gone')])).toEqual(['* a', '* b', '* here']);
  expect(drawn([])).toEqual([]);
});
