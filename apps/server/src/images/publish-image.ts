import type { ImageVisibility } from '@limen/contract/images';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { imageRef, lockImage, updateImage } from './image.rows.ts';
import { requireThere } from './require-there.ts';

/**
 * Gives somebody's image to everybody, or takes it back. Its owner stays who pays for it; whom it was shared with keeps
 * that; machines that stand on it go on.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `image.not_ready`, `request.invalid` (the installation's own)
 */
export const publishImage = async (
  deps: Deps,
  asked: Asked,
  imageId: string,
  visibility: ImageVisibility,
): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const found = await lockImage(tx, imageId);
    if (!found) throw notFound();
    const { image: row } = found;
    authorize(asked.actor, 'image:read', imageRef(found));
    authorize(asked.actor, 'image:publish', imageRef(found));
    if (row.ownerId === null) {
      throw new AppError('request.invalid', 'This image belongs to everybody already.');
    }
    if (row.visibility === visibility) return;
    if (visibility === 'public') requireThere(row);
    await updateImage(tx, imageId, { visibility });
    await announceAccess(deps, tx, { what: 'image', imageId });
    await recordAudit(tx, asked, {
      action: 'image.publish',
      object: { type: 'image', id: imageId, name: row.name, ownerId: row.ownerId },
      before: { visibility: row.visibility },
      after: { visibility },
    });
  });
};
