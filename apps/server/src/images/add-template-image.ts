import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { Reserved } from '../operations/quota-effect.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { findImageRow, type ImageRow, imageRef, insertImage, lockFamily } from './image.rows.ts';

/** A machine as its template is made of it. */
export type TemplateOf = {
  vm: { id: string; name: string };
  hostId: string;
  firmware: string;
  osId: string | null;
  /** Its system reads what cloud-init is told. */
  cloudInit: boolean;
  /** The image it was made from, which says what kind of system it is. */
  imageId: string | null;
  hardware: { vcpus: number; memoryBytes: number; diskBytes: number; secureBoot: boolean; tpm: boolean };
  virtualSizeBytes: number;
  /** As much as its file may have, until it is known. */
  sizeBytes: number;
};

/**
 * Writes the row of a template, the asker's and private, in the transaction of the operation that fills it: of a family of its
 * own, or as the next version of one that the asker may change. Its bytes are counted from here on.
 *
 * @throws AppError `object.not_found` (the family), `auth.forbidden`, `quota.exceeded`
 */
export const addTemplateImage = async (
  deps: Deps,
  tx: Tx,
  asked: Asked,
  wanted: {
    id: string;
    name: string;
    description: string;
    familyId: string | undefined;
    /** What cleans the copy; null: nothing does. */
    by: 'sysprep' | 'agent' | null;
    of: TemplateOf;
  },
): Promise<{ row: ImageRow; reserved: Reserved }> => {
  const { of } = wanted;
  const ownerId = asked.actor.userId;
  let version = 1;
  if (wanted.familyId !== undefined) {
    const versions = await lockFamily(tx, wanted.familyId);
    const newest = versions.at(-1);
    if (!newest) throw notFound();
    authorize(asked.actor, 'image:read', imageRef(newest));
    authorize(asked.actor, 'image:edit', imageRef(newest));
    version = (newest.image.version ?? 0) + 1;
  }
  const base = of.imageId === null ? undefined : await findImageRow(tx, of.imageId);
  const generalised = wanted.by ?? (of.cloudInit ? 'cloud-init' : 'none');
  const usage = { imageBytes: of.sizeBytes };
  const reserved = await reserveQuota(tx, ownerId, usage, await deps.settings.of(tx, 'quotaDefaults'));
  const row = await insertImage(tx, {
    id: wanted.id,
    ownerId,
    hostId: of.hostId,
    name: wanted.name,
    description: wanted.description,
    kind: 'disk',
    state: 'building',
    source: {
      from: 'vm',
      vmId: of.vm.id,
      vmName: of.vm.name,
      generalised,
    },
    osId: of.osId,
    cloudInit: of.cloudInit,
    defaultUser: base?.defaultUser ?? null,
    familyId: wanted.familyId ?? newId(),
    version,
    hardware: of.hardware,
    format: 'qcow2',
    firmwares: [of.firmware],
    sizeBytes: of.sizeBytes,
    virtualSizeBytes: of.virtualSizeBytes,
    minMemoryBytes: base?.minMemoryBytes ?? 0,
  });
  return { row, reserved };
};
