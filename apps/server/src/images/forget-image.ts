import type { Deps } from '../deps.ts';
import { releaseQuota } from '../quotas/release-quota.ts';
import { deleteImageRow } from './image.rows.ts';

/**
 * Takes the row of an image away, of which nothing else is left, and gives back what it took of its owner’s quota: in one
 * transaction, so that a second call, or one after a crash, finds nothing to give back. What was built here has no owner.
 */
export const forgetImage = async (deps: Deps, imageId: string): Promise<void> => {
  const gone = await deps.db.transaction(async (tx) => {
    const row = await deleteImageRow(tx, imageId);
    if (row && row.ownerId !== null) await releaseQuota(tx, row.ownerId, { imageBytes: row.sizeBytes });
    return row;
  });
  if (!gone) return;
  deps.live.publish('image.removed', { id: gone.id, revision: gone.revision + 1 });
  if (gone.ownerId !== null) deps.live.publish('quota.changed', { userId: gone.ownerId });
};
