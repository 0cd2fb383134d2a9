import type { ImageShare } from '@limen/contract/image-access';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { findSharee } from '../users/find-sharee.ts';
import { imageRef, lockImage, updateImage } from './image.rows.ts';
import { insertImageShareRow, listImageShareRecords } from './image-share.rows.ts';
import { presentImageShare } from './present-image-share.ts';
import { requireThere } from './require-there.ts';

/**
 * Lets a person see an image and make machines of it. Whom it is shared with already is answered and nothing changes.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `image.not_ready`, `share.refused`, `share.limit`,
 *   `request.invalid` (the installation's own)
 */
export const shareImageWith = async (
  deps: Deps,
  asked: Asked,
  imageId: string,
  given: { userName: string },
): Promise<ImageShare> => {
  const { actor } = asked;
  const share = await deps.db.transaction(async (tx) => {
    const found = await lockImage(tx, imageId);
    if (!found) throw notFound();
    const { image: row } = found;
    const ref = imageRef(found);
    authorize(actor, 'image:read', ref);
    authorize(actor, 'image:share', ref);
    if (row.ownerId === null) {
      throw new AppError('request.invalid', 'This image belongs to everybody already.');
    }
    requireThere(row);
    const { id: userId, userName } = await findSharee(tx, given.userName, ref);
    const isNew = ref.shares?.has(userId) !== true;
    if (isNew) {
      await insertImageShareRow(tx, { imageId, userId, createdBy: actor.userId });
      // the image looks different to them
      await updateImage(tx, imageId, {});
    }
    const [written] = await listImageShareRecords(tx, imageId, userId);
    if (!written) throw new Error('a share that was written is not there');
    if (isNew) {
      await announceAccess(deps, tx, { what: 'image', imageId, userId });
      await recordAudit(tx, asked, {
        action: 'image.share',
        object: { type: 'image', id: imageId, name: row.name, ownerId: row.ownerId },
        after: { userId, userName },
      });
    }
    return written;
  });
  return presentImageShare(share);
};
