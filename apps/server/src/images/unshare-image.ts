import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { imageRef, lockImage, updateImage } from './image.rows.ts';
import { deleteImageShareRow, listImageShareRecords } from './image-share.rows.ts';

/**
 * Ends a person's share; they see the image no more at once, and their machines that stand on it go on. Whoever has a
 * share may leave it: it is theirs too.
 *
 * @throws AppError `object.not_found` (the image, or the share), `auth.forbidden`
 */
export const unshareImage = async (
  deps: Deps,
  asked: Asked,
  imageId: string,
  userId: string,
): Promise<void> => {
  const { actor } = asked;
  await deps.db.transaction(async (tx) => {
    const found = await lockImage(tx, imageId);
    if (!found) throw notFound();
    const { image: row } = found;
    const ref = imageRef(found);
    authorize(actor, 'image:read', ref);
    authorize(actor, 'image:share', userId === actor.userId ? { ownerId: userId } : ref);
    const [share] = await listImageShareRecords(tx, imageId, userId);
    if (!share) throw notFound();
    await deleteImageShareRow(tx, imageId, userId);
    await updateImage(tx, imageId, {});
    await announceAccess(deps, tx, { what: 'image', imageId, userId });
    await recordAudit(tx, asked, {
      action: 'image.unshare',
      object: { type: 'image', id: imageId, name: row.name, ownerId: row.ownerId },
      before: { userId, userName: share.user.userName },
    });
  });
};
