import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { deleteImageOperation } from './delete-image-operation.ts';
import { imageRef, lockImage, updateImage } from './image.rows.ts';
import { usedBy, usersOfImage } from './list-image-users.ts';

/** Its operation has the file. */
const onTheWay = new Set(['building', 'fetching', 'importing']);

/**
 * Deletes an image that no machine uses. One that is being uploaded is given up with what has come of it.
 *
 * @throws AppError `object.not_found`, `image.in_use`, `image.not_ready` (it is still on its way), `host.unavailable`
 */
export const deleteImage = async (deps: Deps, asked: Asked, imageId: string): Promise<OperationRow> => {
  const operation = await deps.db.transaction(async (tx) => {
    const found = await lockImage(tx, imageId);
    if (!found) throw notFound();
    const { image: row } = found;
    authorize(asked.actor, 'image:read', imageRef(found));
    authorize(asked.actor, 'image:delete', imageRef(found));
    // an upload has its bytes here, and nothing in a pool yet
    if (!found.upload) deps.hosts.byId(row.hostId).requireConnected();
    if (onTheWay.has(row.state)) {
      throw new AppError('image.not_ready', 'This image is still on its way; cancel that first.');
    }
    const users = await usersOfImage(tx, asked.actor, imageId);
    if (users.vms.length + users.others > 0) throw new AppError('image.in_use', usedBy(users));
    await updateImage(tx, imageId, { state: 'deleting' });
    const begun = await deps.operations.begin(tx, {
      definition: deleteImageOperation,
      subject: { type: 'image', id: imageId, name: row.name },
      ownerId: row.ownerId,
      hostId: found.upload ? null : row.hostId,
      actorId: asked.actor.userId,
      input: { imageId },
      requestId: asked.requestId,
      reserved: null,
    });
    await recordAudit(tx, asked, {
      action: begun.kind,
      object: { type: 'image', id: imageId, name: row.name, ownerId: row.ownerId },
      operationId: begun.id,
    });
    return begun;
  });
  deps.live.publish('image.changed', { id: imageId });
  deps.live.publish('operation.changed', { id: operation.id });
  return operation;
};
