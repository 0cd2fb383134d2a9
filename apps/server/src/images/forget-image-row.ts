import type { Tx } from '../db/database.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteImageRow, type GoneImage } from './image.rows.ts';

/**
 * Takes an image's row away and gives back what it took of its owner's quota, in one transaction, so that a second call,
 * or one after a crash, finds nothing to give back. What was built here has no owner.
 *
 * @returns it and who could see it, for `tellImageGone`, or undefined where it had gone before
 */
export const forgetImageRow = async (tx: Tx, imageId: string): Promise<GoneImage | undefined> => {
  const gone = await deleteImageRow(tx, imageId);
  const ownerId = gone?.image.ownerId ?? null;
  if (gone && ownerId !== null) await releaseQuota(tx, ownerId, { imageBytes: gone.image.sizeBytes });
  return gone;
};
