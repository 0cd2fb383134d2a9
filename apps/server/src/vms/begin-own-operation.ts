import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { lockVm, type VmRow } from './vm.rows.ts';
import { type OwnVerb, writeOwnOperation } from './write-own-operation.ts';

/**
 * What LIMEN does to a machine by itself, as `beginVmOperation` for people: decided on the locked row, so that of several
 * servers one begins it, and recorded as done by the system.
 *
 * @param verb.stillDue whether it is to be done, by the row as it is now
 * @returns undefined where it is not due any more, or cannot begin now: the machine is busy, or its host away
 */
export const beginOwnOperation = async (
  deps: Deps,
  vmId: string,
  verb: OwnVerb & { stillDue: (row: VmRow) => boolean },
): Promise<OperationRow | undefined> => {
  try {
    const operation = await deps.db.transaction(async (tx) => {
      const row = await lockVm(tx, vmId);
      if (!row || !verb.stillDue(row) || !deps.hosts.isConnected(row.hostId)) return undefined;
      return writeOwnOperation(deps, tx, row, verb);
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
