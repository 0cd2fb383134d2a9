import { type fetchRoutes, openFetchLimit } from '@limen/contract/fetches';
import type { BodyOf } from '@limen/contract/route';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize, mayToAll } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { reserved } from '../operations/quota-effect.ts';
import { fileNameOf } from '../outbound/checksum-file.ts';
import { addIncomingImage } from './add-incoming-image.ts';
import { withoutQuery } from './fetch-failed.ts';
import { fetchImageOperation } from './fetch-image-operation.ts';
import type { FetchSource } from './fetch-source.ts';
import { countFetching } from './image.rows.ts';
import { makeIncomingFolder } from './incoming.ts';
import { lookAtUrl, unknownLengthStepBytes } from './look-at-url.ts';

/** Of all people together: each holds one of the engine's places, and a slow one for hours. */
const mostAtOnce = 8;

/**
 * Has an image fetched from the web: its row, as `fetching`, with as many bytes reserved as the server says it has.
 *
 * @throws AppError `auth.forbidden` where administrators keep this to themselves, `image.fetch_failed`, `quota.exceeded`,
 *   `upload.limit`, `host.unavailable`
 */
export const fetchImage = (
  deps: Deps,
  asked: Asked,
  body: BodyOf<(typeof fetchRoutes)['begin']>,
): Promise<OperationRow> =>
  beginFetch(deps, asked, {
    name: body.name,
    description: body.description,
    source: { from: 'url', url: body.url, validator: null },
    expectedSha256: body.sha256 ?? null,
    osId: body.osId ?? null,
    cloudInit: body.cloudInit,
    defaultUser: body.defaultUser ?? null,
  });

/**
 * Before anybody outside is asked for anything.
 *
 * @returns the host that the file is for
 * @throws AppError `auth.forbidden` where administrators keep this to themselves, `host.unavailable`
 */
export const requireMayFetch = async (deps: Deps, asked: Asked): Promise<Host> => {
  authorize(asked.actor, 'image:fetch');
  const { usersMayFetch } = await deps.settings.of(deps.db, 'imports');
  if (!usersMayFetch && !mayToAll(asked.actor, 'image:fetch')) {
    throw new AppError('auth.forbidden', 'Only administrators may have files fetched here.');
  }
  const host = deps.hosts.local();
  host.requireConnected();
  return host;
};

export type FetchedImage = {
  name: string;
  description: string;
  source: FetchSource;
  expectedSha256: string | null;
  osId: string | null;
  cloudInit: boolean;
  defaultUser: string | null;
  minMemoryBytes?: number;
  /** The installation's, for everybody. */
  forAll?: true;
};

/**
 * What an address and an entry of the catalogue have in common.
 *
 * @param first in the transaction, before anything is written: whoever finds a reason against it throws
 */
export const beginFetch = async (
  deps: Deps,
  asked: Asked,
  given: FetchedImage,
  first: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<OperationRow> => {
  const host = await requireMayFetch(deps, asked);
  const before = await deps.db.transaction((tx) =>
    deps.operations.begunWith(tx, asked.actor.userId, asked.onceKey),
  );
  if (before) return before;
  const { lengthBytes } = await lookAtUrl(deps, given.source.url);
  await makeIncomingFolder(deps.config);
  const { userId } = asked.actor;
  const ownerId = given.forAll ? null : userId;
  const { forAll, ...row } = given;
  const operation = await deps.db.transaction(async (tx) => {
    const earlier = await deps.operations.begunWith(tx, userId, asked.onceKey);
    if (earlier) return earlier;
    await first(tx);
    const id = newId();
    await addIncomingImage(deps, tx, asked, {
      ...row,
      id,
      state: 'fetching',
      fileName: fileNameOf(given.source.url).slice(0, 255) || null,
      sizeBytes: lengthBytes ?? unknownLengthStepBytes,
      ...(forAll ? { ownerId: null, visibility: 'public' } : {}),
    });
    await requireFewer(tx, ownerId);
    const begun = await deps.operations.begin(tx, {
      definition: fetchImageOperation,
      subject: { type: 'image', id, name: given.name },
      ownerId,
      hostId: host.id,
      actorId: userId,
      input: { imageId: id },
      requestId: asked.requestId,
      onceKey: asked.onceKey ?? null,
      // addIncomingImage has taken it from the owner's; what is the installation's is counted for nobody
      reserved,
    });
    await recordAudit(tx, asked, {
      action: begun.kind,
      object: { type: 'image', id, name: given.name, ownerId },
      operationId: begun.id,
      after: { url: withoutQuery(given.source.url), lengthBytes, sha256: given.expectedSha256 },
    });
    return begun;
  });
  deps.live.publish('image.changed', { id: operation.subjectId });
  deps.live.publish('operation.changed', { id: operation.id });
  if (ownerId !== null) deps.live.publish('quota.changed', { userId: ownerId });
  return operation;
};

const requireFewer = async (tx: Tx, ownerId: string | null): Promise<void> => {
  // the new one is among them
  const own = ownerId === null ? 0 : await countFetching(tx, ownerId);
  if (own <= openFetchLimit && (await countFetching(tx, null)) <= mostAtOnce) return;
  throw new AppError('upload.limit', 'Too many files are being fetched: wait for one of them, or cancel it.');
};
