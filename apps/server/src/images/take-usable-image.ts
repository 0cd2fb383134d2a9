import type { CreateVmBody } from '@limen/contract/vms';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { type ImageRow, imageRef, shareImage } from './image.rows.ts';

/**
 * The image a new machine boots from, held against deletion until the transaction ends.
 *
 * @throws AppError `object.not_found` (also where it is not the actor's to see), `image.not_ready`, `request.invalid`
 */
export const takeUsableImage = async (
  tx: Tx,
  actor: Actor,
  boot: CreateVmBody['boot'],
): Promise<ImageRow> => {
  const found = await shareImage(tx, boot.imageId);
  if (!found) throw notFound();
  const { image } = found;
  authorize(actor, 'image:read', imageRef(found));
  if (image.kind !== (boot.from === 'iso' ? 'iso' : 'disk')) {
    throw new AppError('request.invalid', `This image is not ${boot.from === 'iso' ? 'an ISO' : 'a disk'}.`, {
      field: 'boot.imageId',
    });
  }
  if (image.state !== 'ready') {
    throw new AppError('image.not_ready', 'This image is not ready to boot from.', { field: 'boot.imageId' });
  }
  return image;
};
