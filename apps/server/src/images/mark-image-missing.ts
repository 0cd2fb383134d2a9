import type { Deps } from '../deps.ts';
import { updateImage } from './image.rows.ts';

/** The file of an image is gone from its pool: nothing can be cloned from it, and the page says so. */
export const markImageMissing = async (deps: Deps, imageId: string): Promise<void> => {
  const row = await updateImage(deps.db, imageId, { state: 'missing' });
  if (row) deps.live.publish('image.changed', { id: imageId });
};
