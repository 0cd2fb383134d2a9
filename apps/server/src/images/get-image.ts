import type { Image } from '@limen/contract/images';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import type { Shown } from '../live/live-sources.ts';
import { countVmsByImage } from '../vms/count-vms-by-image.ts';
import { findImageRecord, imageRef } from './image.rows.ts';
import { presentImage } from './present-image.ts';

/** One image, for readers who are asked for permission one by one; undefined where there is none. */
export const findImage = async (deps: Deps, id: string): Promise<Shown<Image> | undefined> => {
  const record = await findImageRecord(deps.db, id);
  if (!record) return undefined;
  const counts = await countVmsByImage(deps.db);
  return {
    ...imageRef(record),
    present: (actor) => presentImage(record, actor, counts.get(id) ?? 0),
  };
};

/** @throws AppError `object.not_found`, also where the actor may not see it */
export const getImage = async (deps: Deps, actor: Actor, id: string): Promise<Image> => {
  const found = await findImage(deps, id);
  if (!found) throw notFound();
  authorize(actor, 'image:read', found);
  return found.present(actor);
};
