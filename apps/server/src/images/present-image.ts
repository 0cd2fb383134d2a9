import {
  firmware,
  generalised,
  type Image,
  type ImageAction,
  imageAction,
  imageKind,
  imageRecipe,
  imageSource,
  imageState,
  imageVisibility,
} from '@limen/contract/images';
import type { Action } from '@limen/contract/rights';
import { z } from 'zod';
import { type Actor, may } from '../auth/policy.ts';
import { type ImageRecord, type ImageRow, imageRef } from './image.rows.ts';

/** Which right each action on an image asks for. */
export const imageActionRight: Readonly<Record<ImageAction, Action>> = {
  edit: 'image:edit',
  share: 'image:share',
  publish: 'image:publish',
  delete: 'image:delete',
};

/** The only shape in which an image leaves the server. @param vmCount machines that use it */
export const presentImage = (record: ImageRecord, actor: Actor, vmCount: number): Image => {
  const { image: row, owner, upload } = record;
  const ref = imageRef(record);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    kind: imageKind.parse(row.kind),
    state: imageState.parse(row.state),
    owner,
    visibility: imageVisibility.parse(row.visibility),
    sharedWithReader: row.ownerId !== actor.userId && ref.shares?.has(actor.userId) === true,
    recipe: imageRecipe.nullable().parse(row.recipe),
    source: imageSource.catch('recipe').parse(fromOf(row.source)),
    fileName: row.fileName,
    architecture: row.architecture,
    osId: row.osId,
    volumeId: row.volumeId,
    cloudInit: row.cloudInit,
    defaultUser: row.defaultUser,
    template: templateOf(row),
    upload: upload && {
      id: upload.id,
      lengthBytes: upload.lengthBytes,
      receivedBytes: upload.receivedBytes,
      lastModifiedMs: upload.lastModifiedMs,
      expiresAt: upload.expiresAt.toISOString(),
    },
    firmwares: row.firmwares.map((f) => firmware.parse(f)),
    sizeBytes: row.sizeBytes,
    virtualSizeBytes: row.virtualSizeBytes,
    minMemoryBytes: row.minMemoryBytes,
    sha256: row.sha256,
    // written by our own operations only
    lastError: (row.lastError as Image['lastError'] | null) ?? null,
    permissions: imageAction.options.filter((action) => may(actor, imageActionRight[action], ref)),
    vmCount,
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
  };
};

// written by add-template-image only
const hardware = z
  .object({ vcpus: z.number(), memoryBytes: z.number(), diskBytes: z.number() })
  .nullable()
  .catch(null);
const source = z.object({ generalised }).catch({ generalised: 'none' });

const templateOf = (row: ImageRow): Image['template'] =>
  row.familyId === null || row.version === null
    ? null
    : {
        familyId: row.familyId,
        version: row.version,
        hardware: hardware.parse(row.hardware),
        generalised: source.parse(row.source).generalised,
      };

const fromOf = (source: unknown): unknown =>
  typeof source === 'object' && source !== null && 'from' in source ? source.from : undefined;
