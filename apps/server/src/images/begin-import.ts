import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { afterCommit, type Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { type ImageRow, updateImage } from './image.rows.ts';
import { importImageOperation } from './import-image-operation.ts';

/**
 * Begins to look at an image whose bytes have all arrived at `incomingPath`, in the transaction that says so. The file is
 * the operation's from its commit on. Writes the line of the record: let nothing follow in the transaction.
 *
 * @param begun.asked null: LIMEN itself, where whoever sent the last byte is not there to ask
 * @throws AppError `vm.busy` where another operation has the image
 */
export const beginImport = async (
  deps: Deps,
  tx: Tx,
  { row, asked }: { row: ImageRow; asked: Asked | null },
): Promise<OperationRow> => {
  await updateImage(tx, row.id, { state: 'importing', lastError: null });
  const begun = await deps.operations.begin(tx, {
    definition: importImageOperation,
    subject: { type: 'image', id: row.id, name: row.name },
    ownerId: row.ownerId,
    hostId: row.hostId,
    actorId: asked?.actor.userId ?? null,
    input: { imageId: row.id },
    requestId: asked?.requestId ?? null,
    // its bytes have been counted since they were announced
    reserved: null,
  });
  await recordAudit(tx, asked ?? { via: 'system' }, {
    action: begun.kind,
    object: { type: 'image', id: row.id, name: row.name, ownerId: row.ownerId },
    operationId: begun.id,
    after: { fileName: row.fileName, sizeBytes: row.sizeBytes },
  });
  afterCommit(tx, () => {
    deps.live.publish('image.changed', { id: row.id });
    deps.live.publish('operation.changed', { id: begun.id });
  });
  return begun;
};
