import { recordAudit, type Unnamed } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import { moveQuota } from '../quotas/move-quota.ts';
import { handOverUploads } from '../uploads/hand-over-uploads.ts';
import { type ImageRow, moveImageRows } from './image.rows.ts';

export { countOwnedImages, listOwnedImages } from './image.rows.ts';

/**
 * Gives images to somebody else, in the transaction of what makes that needed. @param imageIds undefined: all there are
 *
 * @returns those that were given; the lines of the record are the caller's to write last (`recordImagesMoved`)
 */
export const handOverImages = async (
  tx: Tx,
  { from, to, imageIds }: { from: string; to: string; imageIds?: readonly string[] },
): Promise<ImageRow[]> => {
  const images = await moveImageRows(tx, { from, to, imageIds });
  await handOverUploads(tx, from, to);
  const imageBytes = images.reduce((sum, image) => sum + image.sizeBytes, 0);
  await moveQuota(tx, from, to, { imageBytes });
  return images;
};

/** A line an image, for its own history. */
export const recordImagesMoved = async (
  tx: Tx,
  by: Asked | Unnamed,
  { from, to, images }: { from: string; to: string; images: readonly ImageRow[] },
): Promise<void> => {
  for (const image of images) {
    await recordAudit(tx, by, {
      action: 'image.transfer',
      object: { type: 'image', id: image.id, name: image.name, ownerId: to },
      before: { ownerId: from },
      after: { ownerId: to },
    });
  }
};
