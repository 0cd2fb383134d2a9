import type { Image } from '@limen/contract/images';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { countVmsByImage } from '../vms/count-vms-by-image.ts';
import { findImageRow } from './image.rows.ts';
import { presentImage } from './present-image.ts';

/** One image with its owner, for readers who are asked for permission one by one; undefined where there is none. */
export const findImage = async (
  deps: Deps,
  id: string,
): Promise<{ ownerId: string | null; image: Image } | undefined> => {
  const row = await findImageRow(deps.db, id);
  if (!row) return undefined;
  const counts = await countVmsByImage(deps.db);
  return { ownerId: row.ownerId, image: presentImage(row, counts.get(id) ?? 0) };
};

/** @throws AppError `object.not_found`, also where the actor may not see it */
export const getImage = async (deps: Deps, actor: Actor, id: string): Promise<Image> => {
  const found = await findImage(deps, id);
  if (!found) throw notFound();
  authorize(actor, 'image:read', { ownerId: found.ownerId });
  return found.image;
};
