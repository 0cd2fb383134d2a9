import type { Deps } from '../deps.ts';
import { findQuota } from '../quotas/get-quota.ts';
import type { ImageRow } from './image.rows.ts';

/** As much as an image's owner may have beside everything else they have, in bytes; null: no limit. */
export const roomForImage = async (
  deps: Deps,
  row: Pick<ImageRow, 'ownerId' | 'sizeBytes'>,
): Promise<number | null> => {
  const share = row.ownerId === null ? undefined : (await findQuota(deps, row.ownerId))?.imageBytes;
  return share?.limit === undefined || share.limit === null
    ? null
    : Math.max(0, share.limit - share.used + row.sizeBytes);
};
