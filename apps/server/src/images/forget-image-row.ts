import type { Tx } from '../db/database.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteImageRow, type ImageRow } from './image.rows.ts';

/**
 * Takes an image's row away and gives back what it took of its owner's quota, in one transaction, so that a second call,
 * or one after a crash, finds nothing to give back. What was built here has no owner.
 *
 * @returns the row, or undefined where it had gone before
 */
export const forgetImageRow = async (tx: Tx, imageId: string): Promise<ImageRow | undefined> => {
  const gone = await deleteImageRow(tx, imageId);
  if (gone && gone.ownerId !== null) await releaseQuota(tx, gone.ownerId, { imageBytes: gone.sizeBytes });
  return gone;
};
