import type { ImageKind } from '@limen/contract/images';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { type ImageRow, imageRef, shareImage } from './image.rows.ts';

export type { ImageRow } from './image.rows.ts';

/**
 * An image that a machine boots from or gets into a drive, held against deletion until the transaction ends. Whoever may
 * change the machine need not have a right to the image: it is asked for here, each time.
 *
 * @param wanted.field where the request names it
 * @throws AppError `object.not_found` (also where it is not the actor's to see), `image.not_ready`, `request.invalid`
 */
export const takeUsableImage = async (
  tx: Tx,
  actor: Actor,
  wanted: { kind: ImageKind; imageId: string; field: string },
): Promise<ImageRow> => {
  const found = await shareImage(tx, wanted.imageId);
  if (!found) throw notFound();
  const { image } = found;
  authorize(actor, 'image:read', imageRef(found));
  const { field } = wanted;
  if (image.kind !== wanted.kind) {
    throw new AppError(
      'request.invalid',
      `This image is not ${wanted.kind === 'iso' ? 'an ISO' : 'a disk'}.`,
      {
        field,
      },
    );
  }
  if (image.state !== 'ready') {
    throw new AppError('image.not_ready', 'This image is not ready to boot from.', { field });
  }
  return image;
};
