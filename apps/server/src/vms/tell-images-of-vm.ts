import type { Deps } from '../deps.ts';
import { listImagesOfVm } from './vm-images.rows.ts';

/**
 * Tells, after the commit, that another number of machines uses these images: those that a machine has now, and those that
 * it had. Whoever looks at one may delete it by that number.
 */
export const tellImagesOfVm = async (
  deps: Deps,
  vmId: string,
  before: readonly (string | null)[] = [],
): Promise<void> => {
  const images = new Set([...before, ...(await listImagesOfVm(deps.db, vmId))]);
  for (const id of images) if (id !== null) deps.live.publish('image.changed', { id });
};
