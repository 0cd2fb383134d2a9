import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { beginImport } from '../images/begin-import.ts';
import { deleteUploadRow, lockOpenUpload } from './upload.rows.ts';

/**
 * The bytes are all there: the upload is over, and its file is looked at and brought in. Nothing happens where that has begun
 * already, or bytes are missing.
 *
 * @param asked null: LIMEN itself, after a server that went in that moment
 */
export const finishUpload = (deps: Deps, asked: Asked | null, uploadId: string): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const found = await lockOpenUpload(tx, uploadId);
    if (!found || found.upload.receivedBytes < found.upload.lengthBytes) return;
    await deleteUploadRow(tx, uploadId);
    await beginImport(deps, tx, { row: found.image, asked });
  });
