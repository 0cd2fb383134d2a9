import { rm } from 'node:fs/promises';
import { imageRefusal } from '@limen/contract/images';
import { z } from 'zod';
import type { OperationError, Outcome, StepContext } from '../operations/define-operation.ts';
import { correctImageSize } from './correct-image-size.ts';
import { forgetImageRow } from './forget-image-row.ts';
import { findImageRow, updateImage } from './image.rows.ts';
import type { ImportInput } from './import-image-operation.ts';
import { incomingPath, workFolder } from './incoming.ts';
import { tellImageGone } from './tell-image-gone.ts';

/**
 * What does not become an image leaves no file and no bytes counted. Cancelled, or there already: no row either. Refused: the
 * row stays, for its owner to read why.
 */
export const settleImport = async (
  { deps, input }: StepContext<ImportInput>,
  outcome: Outcome,
  error: OperationError | null,
): Promise<void> => {
  if (outcome === 'succeeded') return;
  // whatever it is: what was put there in its place goes too
  await rm(incomingPath(deps.config, input.imageId), { recursive: true, force: true });
  await rm(workFolder(deps.config, input.imageId), { recursive: true, force: true });
  // with the reason that the step has noted which refused it
  const before = await findImageRow(deps.db, input.imageId);
  if (!before) return;
  if (outcome === 'cancelled' || error?.code === 'image.exists') {
    const gone = await deps.db.transaction((tx) => forgetImageRow(tx, input.imageId));
    if (gone) tellImageGone(deps, gone);
  } else {
    await deps.db.transaction(async (tx) => {
      await correctImageSize(deps, tx, input.imageId, 0);
      // it never was a file of this hash in the pool
      await updateImage(tx, input.imageId, {
        state: 'failed',
        sha256: null,
        lastError: error && { ...error, reason: noted.parse(before.lastError).reason },
      });
    });
    deps.live.publish('image.changed', { id: input.imageId });
    if (before.ownerId !== null) deps.live.publish('quota.changed', { userId: before.ownerId });
  }
};

const noted = z.object({ reason: imageRefusal.nullable() }).catch({ reason: null });
