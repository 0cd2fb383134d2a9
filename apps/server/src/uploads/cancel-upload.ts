import { recordAudit, type Unnamed } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { forgetImageRow } from '../images/forget-image-row.ts';
import { incomingPath } from '../images/incoming.ts';
import { tellImageGone } from '../images/tell-image-gone.ts';
import { notFound } from '../lib/app-error.ts';
import { removeIncoming } from './incoming-file.ts';
import { findOpenUpload, lockOpenUpload } from './upload.rows.ts';

/**
 * Gives an upload up: whoever writes to it ends, then its file goes, then its rows with the bytes they reserved. A server
 * that dies in between leaves an upload without bytes, never a file that nobody knows of.
 *
 * @param by its owner, or LIMEN itself where its time is over
 * @throws AppError `object.not_found`, `upload.conflict` (a writer does not end)
 */
export const cancelUpload = async (deps: Deps, by: Asked | Unnamed, uploadId: string): Promise<void> => {
  const turn = await deps.uploads.take(uploadId, { actor: null, stop: () => undefined, over: true });
  try {
    const row = await findOpenUpload(deps.db, uploadId);
    if (!row) throw notFound();
    await removeIncoming(incomingPath(deps.config, row.imageId));
    const gone = await deps.db.transaction(async (tx) => {
      if (!(await lockOpenUpload(tx, uploadId))) throw notFound();
      const forgotten = await forgetImageRow(tx, row.imageId);
      if (!forgotten) throw notFound();
      const { image } = forgotten;
      await recordAudit(tx, by, {
        action: 'actor' in by ? 'image.uploadCancel' : 'image.uploadExpire',
        object: { type: 'image', id: image.id, name: image.name, ownerId: image.ownerId },
        before: { lengthBytes: row.lengthBytes, receivedBytes: row.receivedBytes },
      });
      return forgotten;
    });
    tellImageGone(deps, gone);
  } finally {
    turn.end();
  }
};
