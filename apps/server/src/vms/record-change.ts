import { isDeepStrictEqual } from 'node:util';
import type { VmAction } from '@limen/contract/vm-rules';
import type { Asked } from '../auth/asked.ts';
import type { Db, Tx } from '../db/database.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationDefinition } from '../operations/define-operation.ts';
import { bootOrderOf } from './boot-order.ts';
import { type Configuration, hardwarePart, type HardwarePart } from './configuration.ts';
import {
  deleteChange,
  findChangeOfOperation,
  insertChange,
  readHardwareRows,
  updateChange,
} from './vm-change.rows.ts';
import { lockVm } from './vm.rows.ts';

/** Verbs that change what a machine is made of. */
const ofHardware: ReadonlySet<VmAction> = new Set([
  'resize',
  'hardware',
  'disks',
  'media',
  'drives',
  'boot',
  'nics',
  'hostDevices',
  'restoreSnapshot',
]);
export const changesHardware = (action: VmAction): boolean => ofHardware.has(action);

/** What a machine is made of now; undefined where there is none. */
export const readHardwarePart = async (db: Db, vmId: string): Promise<HardwarePart | undefined> => {
  const rows = await readHardwareRows(db, vmId);
  const part = rows && hardwarePart.parse(rows);
  return part && { ...part, bootOrder: bootOrderOf(part.bootOrder, part) };
};

/**
 * Keeps what was changed about a machine, in the transaction that changes it. Where an operation does it, also where nothing is
 * changed yet: `settleChange` has the last word.
 *
 * @param by null: LIMEN itself
 */
export const recordChange = async (
  tx: Tx,
  by: Asked | null,
  vmId: string,
  change: { action: string; before: Configuration; after: Configuration; operationId?: string },
): Promise<void> => {
  const { action, before, after, operationId } = change;
  if (operationId === undefined && isDeepStrictEqual(before, after)) return;
  await insertChange(tx, {
    id: newId(),
    vmId,
    actorId: by?.actor.userId ?? null,
    actorName: by?.actor.displayName ?? '',
    action,
    operationId: operationId ?? null,
    before,
    after,
  });
};

/**
 * An operation that changes a machine's hardware says at its end what became of it: what was put back was no change. In front of the
 * state in which it ends, so that it is said once at least, whatever dies.
 */
export const settlesChange = (definition: OperationDefinition): OperationDefinition => ({
  ...definition,
  settle: async (context, outcome, error) => {
    await definition.settle(context, outcome, error);
    const { deps, operationId, subjectId } = context;
    await deps.db.transaction(async (tx) => {
      // its row before any other, as everywhere
      if (!(await lockVm(tx, subjectId))) return;
      const change = await findChangeOfOperation(tx, operationId);
      const after = change && (await readHardwarePart(tx, subjectId));
      if (!after) return;
      if (isDeepStrictEqual(hardwarePart.parse(change.before), after)) await deleteChange(tx, change.id);
      else await updateChange(tx, change.id, after);
    });
  },
});
