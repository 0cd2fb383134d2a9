import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';
import type { ActiveOperation, OperationRow } from './operation.rows.ts';

let made = 0;
const row = (change: Partial<OperationRow> = {}): OperationRow => {
  made += 1;
  const at = new Date(made);
  return {
    id: `o${made}`,
    kind: 'vm.create',
    version: 1,
    state: 'queued',
    subjectType: 'vm',
    subjectId: `s${made}`,
    subjectName: '',
    ownerId: 'kim',
    actorId: 'kim',
    hostId: 'host',
    input: {},
    steps: [],
    progress: 0,
    cancelRequested: false,
    generation: 0,
    leaseHolder: null,
    leaseUntil: null,
    error: null,
    requestId: null,
    onceKey: null,
    revision: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    ...change,
  };
};
const turns = (rows: OperationRow[], taken: readonly string[] = []): string[] =>
  inTurn(
    rows.map((each): ActiveOperation => ({ row: each, expired: true })),
    {
      mostOf: ({ kind }) => (kind === 'vm.create' ? 4 : null),
      isTaken: ({ id }) => taken.includes(id),
    },
  ).map(({ row: each }) => each.id);
const idsOf = (rows: OperationRow[]): string[] => rows.map(({ id }) => id);

test('of a bounded kind as many as there is room for on each host, and all of the others', () => {
  const here = Array.from({ length: 9 }, () => row());
  const there = Array.from({ length: 2 }, () => row({ hostId: 'other' }));
  const starts = Array.from({ length: 9 }, () => row({ kind: 'vm.start' }));
  const chosen = turns([...here, ...there, ...starts]);
  expect(new Set(chosen)).toEqual(new Set(idsOf([...here.slice(0, 4), ...there, ...starts])));
});

test('what has begun, is being taken, or is to be cancelled goes on; the first two take places', () => {
  const begun = row({ state: 'undoing' });
  const [taken, cancelled, first, second, third] = [
    row(),
    row({ cancelRequested: true }),
    row(),
    row(),
    row(),
  ];
  const chosen = turns([begun, taken, cancelled, first, second, third], [taken.id]);
  expect(chosen).toEqual(idsOf([begun, taken, cancelled, first]));
});

test('who asked for a hundred does not keep others waiting', () => {
  const many = Array.from({ length: 100 }, () => row());
  const one = row({ ownerId: 'lee' });
  expect(turns([...many, one])).toEqual(idsOf([...many.slice(0, 1), one, ...many.slice(1, 3)]));
  // and with three of the places hers already, the fourth is his
  const begun = many.slice(0, 3).map((each) => ({ ...each, state: 'running' }));
  expect(turns([...begun, ...many.slice(3), one])).toEqual(idsOf([...begun, one]));
});
