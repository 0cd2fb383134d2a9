import type { Snapshot } from '@limen/contract/snapshots';
import { expect, test } from 'vitest';
import { foldRuns } from './fold-runs.ts';
import { layOutTree } from './lay-out-tree.ts';

const snapshot = (id: string, parentId: string | null, given: Partial<Snapshot> = {}): Snapshot => ({
  id,
  vmId: 'vm',
  parentId,
  isCurrent: false,
  name: '2026-01-01 03:00',
  note: '',
  kind: 'off',
  frozen: null,
  state: 'ready',
  madeBy: 'schedule',
  vcpus: 1,
  memoryBytes: 1,
  savedMemoryBytes: null,
  hasPicture: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...given,
});
const chain = (length: number, given: Record<number, Partial<Snapshot>> = {}): Snapshot[] =>
  Array.from({ length }, (_, n) => snapshot(`${n}`, n === 0 ? null : `${n - 1}`, given[n]));
/** Each row by its id; of a fold its first and last, and how many they are. */
const told = (snapshots: readonly Snapshot[]): string[] =>
  foldRuns(layOutTree(snapshots)).map((each) =>
    'lane' in each
      ? (each.snapshot?.id ?? 'here')
      : `${each[0]?.snapshot?.id}-${each.at(-1)?.snapshot?.id}:${each.length}`,
  );

test('what the schedule made is one line up to its newest, where the machine stands seen', () => {
  expect(told(chain(200, { 199: { isCurrent: true } }))).toEqual([
    '0-195:196',
    '196',
    '197',
    '198',
    '199',
    'here',
  ]);
});

test('what somebody made, named or wrote a note to, and what was not finished, is never folded away', () => {
  const given = {
    10: { madeBy: 'person' },
    20: { note: 'before the update' },
    30: { name: 'works' },
    40: { state: 'deleting' },
    50: { madeBy: 'restore' },
    59: { isCurrent: true },
  } as const;
  const shown = told(chain(60, given));
  expect(shown.slice(0, 4)).toEqual(['0-9:10', '10', '11-19:9', '20']);
  for (const kept of [10, 20, 30, 40, 50, 59]) expect(shown).toContain(`${kept}`);
});

test('few of them are no worth a fold', () => {
  expect(told(chain(6, { 5: { isCurrent: true } }))).toEqual(['0', '1', '2', '3', '4', '5', 'here']);
});

test('where a branch leaves and where it begins is seen, and no fold reaches over it', () => {
  const branch = Array.from({ length: 12 }, (_, n) => snapshot(`b${n}`, n === 0 ? '10' : `b${n - 1}`));
  expect(told([...chain(21, { 20: { isCurrent: true } }), ...branch])).toEqual([
    '0-9:10',
    '10',
    'b0',
    'b1-b8:8',
    'b9',
    'b10',
    'b11',
    '11-16:6',
    '17',
    '18',
    '19',
    '20',
    'here',
  ]);
});
