import type { Deps } from '../deps.ts';
import { forgetImageRow } from './forget-image-row.ts';

/** Takes an image away of which nothing else is left, and tells of it. A second call finds nothing. */
export const forgetImage = async (deps: Deps, imageId: string): Promise<void> => {
  const gone = await deps.db.transaction((tx) => forgetImageRow(tx, imageId));
  if (!gone) return;
  deps.live.publish('image.removed', { id: gone.id, revision: gone.revision + 1 });
  if (gone.ownerId !== null) deps.live.publish('quota.changed', { userId: gone.ownerId });
};
