import type { ImageRecipe } from '@limen/contract/images';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { buildImageOperation } from './build-image-operation.ts';
import { insertImage } from './image.rows.ts';
import { recipes } from './recipes.ts';

/**
 * Builds an image from the host's own packages.
 *
 * @param asked null: LIMEN itself, at its first start
 * @throws AppError `image.exists` where this host has it already, `host.unavailable`
 */
export const buildImage = async (
  deps: Deps,
  asked: Asked | null,
  recipe: ImageRecipe,
): Promise<{ imageId: string; operation: OperationRow }> => {
  if (asked) authorize(asked.actor, 'image:build');
  const host = deps.hosts.local();
  const what = recipes[recipe];
  const imageId = newId();
  const operation = await deps.db.transaction(async (tx) => {
    const earlier = asked && (await deps.operations.begunWith(tx, asked.actor.userId, asked.onceKey));
    if (earlier) return earlier;
    host.requireConnected();
    await insertImage(tx, {
      id: imageId,
      ownerId: null,
      hostId: host.id,
      name: what.name,
      description: what.description,
      kind: what.kind,
      state: 'building',
      recipe,
      source: { from: 'recipe' },
      format: what.format,
      firmwares: what.firmwares,
      minMemoryBytes: what.minMemoryBytes,
      cloudInit: what.cloudInit,
      defaultUser: what.defaultUser,
      osId: what.osId,
    }).catch((error: unknown) => {
      if (isUniqueViolation(error, 'images_recipe')) {
        throw new AppError('image.exists', 'This image is there already.', { field: 'recipe' });
      }
      throw error;
    });
    const begun = await deps.operations.begin(tx, {
      definition: buildImageOperation,
      subject: { type: 'image', id: imageId, name: what.name },
      ownerId: null,
      hostId: host.id,
      actorId: asked?.actor.userId ?? null,
      input: { imageId, recipe },
      requestId: asked?.requestId ?? null,
      onceKey: asked?.onceKey ?? null,
      reserved: null,
    });
    await recordAudit(tx, asked ?? { via: 'system' }, {
      action: begun.kind,
      object: { type: 'image', id: imageId, name: what.name },
      operationId: begun.id,
      after: { recipe },
    });
    return begun;
  });
  deps.live.publish('image.changed', { id: operation.subjectId });
  deps.live.publish('operation.changed', { id: operation.id });
  return { imageId: operation.subjectId, operation };
};
