import { type AuditLine, auditLine } from '@limen/contract/audit';
import { type Operation, operation as operationView } from '@limen/contract/operations';
import { expect, test } from 'vitest';
import { mergeHistory } from './merge-history.ts';

const id = (n: number): string => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`;
const time = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
const line = (seq: number, more: Partial<AuditLine> = {}): AuditLine =>
  auditLine.parse({
    seq,
    at: time(seq),
    actorId: id(1),
    actorName: 'ann',
    via: 'session',
    sessionId: null,
    tokenId: null,
    address: null,
    action: 'vm.start',
    objectType: 'vm',
    objectId: id(2),
    objectName: 'm',
    ownerId: id(1),
    requestId: null,
    operationId: null,
    before: null,
    after: null,
    result: 'done',
    code: null,
    outcome: null,
    ...more,
  });
const operation = (n: number, at: number): Operation =>
  operationView.parse({
    id: id(n),
    kind: 'vm.start',
    state: 'succeeded',
    subjectType: 'vm',
    subjectId: id(2),
    subjectName: 'm',
    actorId: id(1),
    progress: 1,
    step: null,
    steps: [],
    cancellable: false,
    cancelRequested: false,
    error: null,
    requestId: null,
    createdAt: time(at),
    startedAt: null,
    finishedAt: null,
    revision: 1,
  });

test('an operation and the line that began it are one entry; a cancel and a refusal stand by themselves', () => {
  const entries = mergeHistory(
    [
      line(40, { result: 'refused', code: 'vm.busy' }),
      line(30, { action: 'operation.cancel', operationId: id(7) }),
      line(20, { operationId: id(7) }),
      line(10, { action: 'console.open' }),
    ],
    [operation(7, 20), operation(8, 5)],
  );
  expect(entries.map((e) => [e.operation?.id ?? null, e.line?.seq ?? null])).toEqual([
    [null, 40],
    [null, 30],
    [id(7), 20],
    [null, 10],
    [id(8), null],
  ]);
  expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length);
});

test('a line whose operation is not in the list is shown all the same', () => {
  expect(mergeHistory([line(3, { operationId: id(9) })], [])).toMatchObject([{ line: { seq: 3 } }]);
});
