import { recordAudit } from '../audit/record-audit.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OperationDefinition } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import type { VmRow } from './vm.rows.ts';

export type OwnVerb = {
  definition: OperationDefinition;
  /** Takes what a kind that reserves takes of the owner's quota. */
  reserve?: (tx: Tx, row: VmRow) => Promise<Reserved>;
  /** What the operation has to remember beside the machine. */
  input?: (tx: Tx, vmId: string) => Promise<object>;
  /** What the row becomes at once. */
  change?: (tx: Tx, row: VmRow) => Promise<unknown>;
  /** For the record. */
  why?: object;
};

/**
 * Begins what LIMEN does to a machine by itself, and records it as done by the system: last in the transaction that has
 * locked the row and found that it is to be done.
 *
 * @throws AppError `vm.busy`
 */
export const writeOwnOperation = async (
  deps: Deps,
  tx: Tx,
  row: VmRow,
  verb: OwnVerb,
): Promise<OperationRow> => {
  const begun = await deps.operations.begin(tx, {
    definition: verb.definition,
    subject: { type: 'vm', id: row.id, name: row.name },
    ownerId: row.ownerId,
    hostId: row.hostId,
    actorId: null,
    input: { vmId: row.id, ...(await verb.input?.(tx, row.id)) },
    requestId: null,
    reserved: (await verb.reserve?.(tx, row)) ?? null,
  });
  await verb.change?.(tx, row);
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
};
