import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { notFound } from '../lib/app-error.ts';
import { listVmsByImage } from '../vms/list-vms-by-image.ts';
import { findImageRecord, imageRef } from './image.rows.ts';

/** Machines that use an image, by name where the asker may see them. `others`: how many more there are. */
export type ImageUsers = { vms: { id: string; name: string }[]; others: number };

/** Machines that need an image: those the asker may see, and how many more. Right to the image is not asked here. */
export const usersOfImage = async (db: Db, actor: Actor, imageId: string): Promise<ImageUsers> => {
  const users = await listVmsByImage(db, imageId);
  const seen = users.filter(({ ref }) => may(actor, 'vm:read', ref));
  return { vms: seen.map(({ id, name }) => ({ id, name })), others: users.length - seen.length };
};

/** @throws AppError `object.not_found`, also where the actor may not see the image */
export const listImageUsers = async (db: Db, actor: Actor, imageId: string): Promise<ImageUsers> => {
  const found = await findImageRecord(db, imageId);
  if (!found) throw notFound();
  authorize(actor, 'image:read', imageRef(found));
  return usersOfImage(db, actor, imageId);
};

/** Why an image cannot be deleted, in a sentence. */
export const usedBy = ({ vms, others }: ImageUsers): string => {
  const names = vms.slice(0, 5).map(({ name }) => `“${name}”`);
  const rest = vms.length - names.length + others;
  const more = rest === 0 ? [] : [`${rest} ${names.length === 0 ? 'machine(s)' : 'more'}`];
  return `This image is used by ${[...names, ...more].join(', ')}.`;
};
