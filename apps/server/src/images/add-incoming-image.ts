import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import type { FetchSource } from './fetch-source.ts';
import { type ImageRow, insertImage } from './image.rows.ts';

/**
 * The row of an image whose bytes are about to come in, with as many reserved in its owner's quota. What kind of image it is
 * nobody knows before its file was read: until then the name of the file is believed, for the sign on the page.
 *
 * @throws AppError `quota.exceeded`
 */
export const addIncomingImage = async (
  deps: Deps,
  tx: Tx,
  asked: Asked,
  given: {
    id: string;
    state: 'uploading' | 'fetching';
    name: string;
    description: string;
    fileName: string | null;
    source: { from: 'upload' } | FetchSource;
    sizeBytes: number;
    expectedSha256: string | null;
    /** Of what is not the person's own but the installation's: nobody's quota counts it. */
    ownerId?: null;
    visibility?: 'public';
    osId?: string | null;
    cloudInit?: boolean;
    defaultUser?: string | null;
    minMemoryBytes?: number;
  },
): Promise<ImageRow> => {
  const ownerId = given.ownerId === null ? null : asked.actor.userId;
  if (ownerId !== null) {
    const defaults = await deps.settings.of(tx, 'quotaDefaults');
    await reserveQuota(tx, ownerId, { imageBytes: given.sizeBytes }, defaults);
  }
  const iso = /\.iso$/i.test(given.fileName ?? '');
  return insertImage(tx, {
    ...given,
    ownerId,
    hostId: deps.hosts.local().id,
    kind: iso ? 'iso' : 'disk',
    format: iso ? 'raw' : 'qcow2',
    firmwares: [],
  });
};
