import { type ImageState, imageState } from '@limen/contract/images';
import { type Actor, may } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { fetchSource } from './fetch-source.ts';
import { imageRef, listImageRecords } from './image.rows.ts';

export type CatalogueImage = {
  id: string;
  name: string;
  state: ImageState;
  entryId: string;
  version: string;
};

const there: ReadonlySet<ImageState> = new Set(['fetching', 'importing', 'ready']);

/** Images from the catalogue, there or on their way, that somebody may use. An administrator's are the installation's only. */
export const findCatalogueImages = async (db: Db, actor: Actor): Promise<CatalogueImage[]> =>
  (await listImageRecords(db)).flatMap((record) => {
    const { image } = record;
    const state = imageState.parse(image.state);
    const source = fetchSource.safeParse(image.source);
    if (!source.success || source.data.entryId === undefined || !there.has(state)) return [];
    const foreign = image.ownerId !== null && image.ownerId !== actor.userId && image.visibility !== 'public';
    if (foreign || !may(actor, 'image:read', imageRef(record))) return [];
    const { entryId, version = '' } = source.data;
    return [{ id: image.id, name: image.name, state, entryId, version }];
  });
