import type { EditImageBody } from '@limen/contract/image-access';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { requireKnownSystem } from '../osinfo/require-known-system.ts';
import { imageRef, lockImage, updateImage } from './image.rows.ts';

/** Its operation writes the same columns, or the row is on its way out. */
const heldByOperation = new Set(['building', 'importing', 'deleting']);

/**
 * Changes what is said of an image. Machines that were made of it stay as they are.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `image.not_ready`, `request.invalid` (`osId`: not known here)
 */
export const editImage = async (
  deps: Deps,
  asked: Asked,
  imageId: string,
  body: EditImageBody,
): Promise<void> => {
  const changed = await deps.db.transaction(async (tx) => {
    const found = await lockImage(tx, imageId);
    if (!found) throw notFound();
    const { image: row } = found;
    authorize(asked.actor, 'image:read', imageRef(found));
    authorize(asked.actor, 'image:edit', imageRef(found));
    if (heldByOperation.has(row.state)) {
      throw new AppError(
        'image.not_ready',
        'Something is being done with this image; wait until that has ended.',
      );
    }
    const wanted = {
      name: body.name ?? row.name,
      description: body.description ?? row.description,
      osId: body.osId === undefined ? row.osId : body.osId,
      defaultUser: body.defaultUser === undefined ? row.defaultUser : body.defaultUser,
      cloudInit: body.cloudInit ?? row.cloudInit,
    };
    if (wanted.osId !== null && wanted.osId !== row.osId) await requireKnownSystem(wanted.osId);
    const before = {
      name: row.name,
      description: row.description,
      osId: row.osId,
      defaultUser: row.defaultUser,
      cloudInit: row.cloudInit,
    };
    if (JSON.stringify(before) === JSON.stringify(wanted)) return false;
    await updateImage(tx, imageId, wanted);
    await recordAudit(tx, asked, {
      action: 'image.edit',
      object: { type: 'image', id: imageId, name: wanted.name, ownerId: row.ownerId },
      before,
      after: wanted,
    });
    return true;
  });
  if (changed) deps.live.publish('image.changed', { id: imageId });
};
