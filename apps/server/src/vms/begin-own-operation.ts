import { recordAudit } from '../audit/record-audit.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationDefinition } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { lockVm, type VmRow } from './vm.rows.ts';

/**
 * What LIMEN does to a machine by itself, as `beginVmOperation` for people: decided on the locked row, so that of several
 * servers one begins it, and recorded as done by the system.
 *
 * @param verb.stillDue whether it is to be done, by the row as it is now
 * @param verb.why for the record
 * @returns undefined where it is not due any more, or cannot begin now: the machine is busy, or its host away
 */
export const beginOwnOperation = async (
  deps: Deps,
  vmId: string,
  verb: {
    definition: OperationDefinition;
    stillDue: (row: VmRow) => boolean;
    change: (tx: Tx, row: VmRow) => Promise<unknown>;
    why: object;
  },
): Promise<OperationRow | undefined> => {
  try {
    const operation = await deps.db.transaction(async (tx) => {
      const row = await lockVm(tx, vmId);
      if (!row || !verb.stillDue(row) || !deps.hosts.isConnected(row.hostId)) return undefined;
      const begun = await deps.operations.begin(tx, {
        definition: verb.definition,
        subject: { type: 'vm', id: row.id, name: row.name },
        ownerId: row.ownerId,
        hostId: row.hostId,
        actorId: null,
        input: { vmId: row.id },
        requestId: null,
      });
      await verb.change(tx, row);
      await recordAudit(
        tx,
        { via: 'system' },
        {
          action: begun.kind,
          object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
          operationId: begun.id,
          after: verb.why,
        },
      );
      return begun;
    });
    if (!operation) return undefined;
    deps.live.publish('vm.changed', { id: vmId });
    deps.live.publish('operation.changed', { id: operation.id });
    return operation;
  } catch (error) {
    if (error instanceof AppError && error.code === 'vm.busy') return undefined;
    throw error;
  }
};
