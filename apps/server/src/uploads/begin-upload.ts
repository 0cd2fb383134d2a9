import { createHash } from 'node:crypto';
import { openUploadLimit, type uploadRoutes } from '@limen/contract/uploads';
import type { BodyOf } from '@limen/contract/route';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addIncomingImage } from '../images/add-incoming-image.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { countUploads, findUploadRow, insertUpload, type UploadRow } from './upload.rows.ts';
import { expiryFrom } from './upload-expiry.ts';

/** As long as other replies are kept (http/idempotency.ts): after that a key means another request. */
const keptKeyMs = 24 * 3600_000;

/**
 * Begins an upload: the image's row, as `uploading`, with the whole length reserved in the quota, and where its bytes go.
 *
 * @throws AppError `quota.exceeded`, `upload.limit`
 */
export const beginUpload = async (
  deps: Deps,
  asked: Asked,
  body: BodyOf<(typeof uploadRoutes)['begin']>,
): Promise<UploadRow> => {
  authorize(asked.actor, 'image:add');
  const { userId } = asked.actor;
  const upload = await deps.db.transaction(async (tx) => {
    const byKey = asked.onceKey === undefined ? undefined : idOfKey(userId, asked.onceKey);
    const earlier = byKey === undefined ? undefined : await findUploadRow(tx, byKey);
    if (earlier && deps.clock.now().getTime() - earlier.createdAt.getTime() < keptKeyMs) return earlier;
    const imageId = newId();
    // first: it holds the person's counters, so that the uploads of one person are counted one after the other
    await addIncomingImage(deps, tx, asked, {
      id: imageId,
      state: 'uploading',
      name: body.name,
      description: body.description,
      fileName: body.fileName,
      source: { from: 'upload' },
      sizeBytes: body.lengthBytes,
      expectedSha256: body.sha256 ?? null,
    });
    await requireFewer(tx, userId);
    const row = await insertUpload(tx, {
      id: byKey === undefined || earlier ? newId() : byKey,
      imageId,
      ownerId: userId,
      lengthBytes: body.lengthBytes,
      lastModifiedMs: body.lastModifiedMs ?? null,
      expiresAt: expiryFrom(deps.clock.now()),
    });
    await recordAudit(tx, asked, {
      action: 'image.upload',
      object: { type: 'image', id: imageId, name: body.name, ownerId: userId },
      after: { fileName: body.fileName, lengthBytes: body.lengthBytes },
    });
    return row;
  });
  deps.live.publish('image.changed', { id: upload.imageId });
  deps.live.publish('quota.changed', { userId });
  return upload;
};

const requireFewer = async (tx: Tx, userId: string): Promise<void> => {
  if ((await countUploads(tx, userId)) < openUploadLimit) return;
  throw new AppError(
    'upload.limit',
    `${openUploadLimit} uploads of yours are not at their end: finish or cancel one of them first.`,
  );
};

/**
 * The same request sent again finds what the first began by its id, also where nothing else of the first was kept. A UUID of
 * our own making (version 8, RFC 9562 §5.8).
 */
const idOfKey = (userId: string, key: string): string => {
  const hex = createHash('sha256').update(`limen.upload\n${userId}\n${key}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};
