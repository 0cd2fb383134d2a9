import type { Deps } from '../deps.ts';
import { incomingPath } from '../images/incoming.ts';
import { removeIncoming } from './incoming-file.ts';

/**
 * Takes away what has come of an upload whose image is being deleted: whoever writes to it ends, and nobody may begin. Its
 * rows go with the image's.
 *
 * @throws AppError `upload.conflict` where a writer does not end
 */
export const discardUploadFile = async (
  deps: Deps,
  upload: { id: string; imageId: string },
): Promise<void> => {
  const turn = await deps.uploads.take(upload.id, { actor: null, stop: () => undefined, over: true });
  try {
    await removeIncoming(incomingPath(deps.config, upload.imageId));
  } finally {
    turn.end();
  }
};
