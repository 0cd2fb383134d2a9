import type { Image } from '@limen/contract/images';
import { type Actor, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { countVmsByImage } from '../vms/count-vms-by-image.ts';
import { listImageRows } from './image.rows.ts';
import { presentImage } from './present-image.ts';

/** The images the actor may boot from, oldest first. */
export const listImages = async (deps: Deps, actor: Actor): Promise<Image[]> => {
  const [rows, counts] = await Promise.all([listImageRows(deps.db), countVmsByImage(deps.db)]);
  return rows
    .filter((row) => may(actor, 'image:read', { ownerId: row.ownerId }))
    .map((row) => presentImage(row, counts.get(row.id) ?? 0));
};
