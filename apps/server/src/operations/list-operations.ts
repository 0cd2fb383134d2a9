import type { Operation } from '@limen/contract/operations';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { type Actor, authorize, mayToAll, type ObjectRef } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findOperationWithRef, listOperationRows } from './operation.rows.ts';
import { presentOperation } from './present-operation.ts';

/** One's own operations and those of machines shared with one, or everybody's for an administrator, newest first. */
export const listOperations = async (
  deps: Deps,
  actor: Actor,
  filter: { subjectId?: string | undefined; active?: boolean | undefined; limit: number },
): Promise<Operation[]> => {
  const all = mayToAll(actor, 'operation:read');
  const rows = await listOperationRows(deps.db, { ...filter, userId: all ? null : actor.userId });
  return rows.map(presentOperation);
};

/** One operation with whose it is; undefined where there is none. */
export const findOperation = async (
  deps: Deps,
  id: string,
): Promise<(ObjectRef & { present: () => Operation }) | undefined> => {
  const found = await findOperationWithRef(deps.db, id);
  return found && { ...found.ref, present: () => presentOperation(found.row) };
};

/** @throws AppError `object.not_found`, also where it is somebody else's */
export const getOperation = async (deps: Deps, actor: Actor, id: string): Promise<Operation> => {
  const found = await findOperation(deps, id);
  if (!found) throw notFound();
  authorize(actor, 'operation:read', found);
  return found.present();
};

/** Asks it to stop. @throws AppError `object.not_found`, `operation.not_cancellable` */
export const cancelOperation = async (deps: Deps, asked: Asked, id: string): Promise<Operation> => {
  const found = await findOperation(deps, id);
  if (!found) throw notFound();
  authorize(asked.actor, 'operation:read', found);
  authorize(asked.actor, 'operation:cancel', found);
  const { cancellable, subjectType, subjectId, subjectName } = found.present();
  const row = cancellable
    ? await deps.operations.requestCancel(id, (tx) =>
        recordAudit(tx, asked, {
          action: 'operation.cancel',
          object: { type: subjectType, id: subjectId, name: subjectName, ownerId: found.ownerId },
          operationId: id,
        }),
      )
    : undefined;
  if (!row) throw new AppError('operation.not_cancellable', 'This can no longer be stopped.');
  return presentOperation(row);
};
