import {
  type Operation,
  operationKind,
  operationState,
  operation as operationView,
} from '@limen/contract/operations';
import { cancellableKinds } from './cancellable-kinds.ts';
import { type OperationRow, stepsOf } from './operation.rows.ts';

/** The only shape in which an operation leaves the server. */
export const presentOperation = (row: OperationRow): Operation => {
  const kind = operationKind.parse(row.kind);
  const state = operationState.parse(row.state);
  const steps = stepsOf(row);
  return {
    id: row.id,
    kind,
    state,
    subjectType: operationView.shape.subjectType.parse(row.subjectType),
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    actorId: row.actorId,
    progress: row.progress / 1000,
    step: steps.find((s) => s.state === 'running')?.name ?? null,
    steps,
    cancellable:
      cancellableKinds.has(kind) && (state === 'queued' || state === 'running') && !row.cancelRequested,
    cancelRequested: row.cancelRequested,
    error: operationView.shape.error.parse(row.error),
    requestId: row.requestId,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    revision: row.revision,
  };
};
