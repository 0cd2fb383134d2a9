import type { Image } from '@limen/contract/images';
import { type Actor, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { countVmsByImage } from '../vms/count-vms-by-image.ts';
import { imageRef, listImageRecords } from './image.rows.ts';
import { presentImage } from './present-image.ts';

/** The images the actor may boot from, and those of theirs on their way, oldest first. */
export const listImages = async (deps: Deps, actor: Actor): Promise<Image[]> => {
  const [records, counts] = await Promise.all([listImageRecords(deps.db), countVmsByImage(deps.db)]);
  return records
    .filter((record) => may(actor, 'image:read', imageRef(record)))
    .map((record) => presentImage(record, actor, counts.get(record.image.id) ?? 0));
};
