import type { Deps } from '../deps.ts';
import { forgetImageRow } from './forget-image-row.ts';
import { tellImageGone } from './tell-image-gone.ts';

/** Takes an image away of which nothing else is left, and tells of it. A second call finds nothing. */
export const forgetImage = async (deps: Deps, imageId: string): Promise<void> => {
  const gone = await deps.db.transaction((tx) => forgetImageRow(tx, imageId));
  if (gone) tellImageGone(deps, gone);
};
