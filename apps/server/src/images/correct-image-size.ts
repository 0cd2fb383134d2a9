import type { Deps } from '../deps.ts';
import type { Tx } from '../db/database.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { lockImage, updateImage } from './image.rows.ts';

/**
 * Makes an image count for what its file has, in one transaction with its owner's quota: what was reserved too much is given
 * back, what is missing is taken. The row says what is counted, so nothing is given back twice.
 *
 * @throws AppError `quota.exceeded`
 */
export const correctImageSize = async (
  deps: Deps,
  tx: Tx,
  imageId: string,
  sizeBytes: number,
): Promise<void> => {
  const found = await lockImage(tx, imageId);
  if (!found) return;
  const { ownerId, sizeBytes: counted } = found.image;
  if (ownerId !== null && sizeBytes > counted) {
    const more = { imageBytes: sizeBytes - counted };
    await reserveQuota(tx, ownerId, more, await deps.settings.of(tx, 'quotaDefaults'));
  }
  if (ownerId !== null && sizeBytes < counted) {
    await releaseQuota(tx, ownerId, { imageBytes: counted - sizeBytes });
  }
  await updateImage(tx, imageId, { sizeBytes });
};
