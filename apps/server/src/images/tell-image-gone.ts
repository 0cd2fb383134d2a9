import type { Deps } from '../deps.ts';
import type { GoneImage } from './image.rows.ts';

/** Tells, after the commit, whoever could see an image that it is gone, and its owner that there is more room. */
export const tellImageGone = (deps: Deps, { image, ref }: GoneImage): void => {
  deps.live.publish('image.removed', { id: image.id, ref, revision: image.revision + 1 });
  if (image.ownerId !== null) deps.live.publish('quota.changed', { userId: image.ownerId });
};
