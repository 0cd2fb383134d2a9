import type { ImageShare } from '@limen/contract/image-access';
import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findImageRecord, imageRef } from './image.rows.ts';
import { listImageShareRecords } from './image-share.rows.ts';
import { presentImageShare } from './present-image-share.ts';

/** Whom an image is shared with: whoever may share it sees all of them, everybody else their own share. */
export const listImageShares = async (deps: Deps, actor: Actor, imageId: string): Promise<ImageShare[]> => {
  const found = await findImageRecord(deps.db, imageId);
  if (!found) throw notFound();
  const ref = imageRef(found);
  authorize(actor, 'image:read', ref);
  const all = may(actor, 'image:share', ref);
  const records = await listImageShareRecords(deps.db, imageId, all ? undefined : actor.userId);
  return records.map(presentImageShare);
};
