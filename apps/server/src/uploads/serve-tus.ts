import type { IncomingMessage } from 'node:http';
import { Server, type Locker } from '@tus/server';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { finishUpload } from './finish-upload.ts';
import { findOpenUpload } from './upload.rows.ts';
import { tusVersion } from './tus-version.ts';
import { UploadStore } from './upload-store.ts';

/** What of a request tus is shown: no address, no forwarding, no other method than it has. */
const heard = [
  'tus-resumable',
  'upload-offset',
  'upload-length',
  'upload-defer-length',
  'upload-concat',
  'content-type',
  'content-length',
];
/** What tus says that is passed on. Who may read it from other pages is our own answer: nobody. */
const said = [
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'upload-offset',
  'upload-length',
];

/**
 * One request of tus about an upload of the asker's own. The core of the protocol is @tus/server's; where bytes go, who writes
 * and what a refusal says are ours.
 *
 * @returns the headers of the answer
 * @throws AppError `object.not_found`, `upload.protocol`, `upload.conflict`, `request.*`, `pool.full`
 */
export const serveTus = async (
  deps: Deps,
  asked: Asked,
  { uploadId, incoming }: { uploadId: string; incoming: IncomingMessage },
): Promise<Record<string, string>> => {
  const { method = '' } = incoming;
  const encoding = incoming.headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw new AppError('request.media_type', 'Bytes come as they are: no Content-Encoding is taken.');
  }
  if (method !== 'OPTIONS' && incoming.headers['tus-resumable'] !== tusVersion) {
    throw new AppError('upload.protocol', `Here tus ${tusVersion} is spoken: say so in Tus-Resumable.`);
  }
  const row = await findOpenUpload(deps.db, uploadId);
  if (row?.ownerId !== asked.actor.userId) throw notFound();
  const store = new UploadStore(deps, asked, row);
  let thrown: unknown;
  const tus = new Server({
    path: '/api/uploads',
    datastore: store,
    locker: method === 'PATCH' ? turns(deps, asked, store) : nobodyWaits,
    // ours decides when somebody is to make room
    lockDrainTimeout: 1,
    getFileIdFromRequest: () => uploadId,
    onUploadFinish: async () => {
      await finishUpload(deps, asked, uploadId);
      return {};
    },
    onResponseError: (_request, error) => {
      thrown = error;
      return undefined;
    },
  });
  const sent = method === 'PATCH' ? bodyOf(incoming) : null;
  const response = await tus
    .handleWeb(asWebRequest(incoming, sent?.body ?? null))
    .finally(() => sent?.leave());
  if (response.status >= 400) throw asRefusal(response.status, thrown);
  const answer: Record<string, string> = {};
  for (const name of said) {
    const value = response.headers.get(name);
    if (value !== null) answer[name] = value;
  }
  if (response.headers.get('connection') === 'close') answer['connection'] = 'close';
  return answer;
};

/** One writer at a time. */
const turns = (deps: Deps, asked: Asked, store: UploadStore): Locker => ({
  newLock: (id) => ({
    lock: async (_signal, stop) => {
      store.turn = await deps.uploads.take(id, { actor: asked.actor, stop: () => void stop() });
    },
    unlock: async () => {
      store.turn?.end();
      store.turn = null;
    },
  }),
});

/** How much is there can be asked at any time, and giving up has a turn of its own. */
const nobodyWaits: Locker = {
  newLock: () => ({ lock: async () => undefined, unlock: async () => undefined }),
};

const asWebRequest = (incoming: IncomingMessage, body: ReadableStream<Uint8Array> | null): Request => {
  const headers = new Headers();
  for (const name of heard) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  // the address names nothing: the upload is known already
  return new Request('http://limen/api/uploads/data', {
    method: incoming.method ?? 'GET',
    headers,
    ...(body && { body, duplex: 'half' }),
  });
};

/** Chunks of a socket (64 KiB) that wait to be taken. */
const heldChunks = 4;

/**
 * The body, as fast as it is taken. Node's own conversion destroys the connection with the stream, and then nobody hears why.
 *
 * @returns with a function that leaves what is left of it, for the end of the request to be found
 */
const bodyOf = (incoming: IncomingMessage): { body: ReadableStream<Uint8Array>; leave: () => void } => {
  let over = false;
  const leave = (): void => {
    over = true;
    incoming.resume();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        incoming
          .on('data', (chunk: Buffer) => {
            if (over) return;
            controller.enqueue(chunk);
            if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
          })
          .on('end', () => {
            if (!over) controller.close();
          })
          .on('error', (error) => {
            if (!over) controller.error(error);
          });
        incoming.pause();
      },
      pull: () => {
        incoming.resume();
      },
      cancel: leave,
    },
    { highWaterMark: heldChunks },
  );
  return { body, leave };
};

/** What tus refuses, in our words; what we threw ourselves as it was. */
const asRefusal = (status: number, thrown: unknown): unknown => {
  // its own errors carry the status it means
  if (thrown instanceof Error && !('status_code' in thrown)) return thrown;
  switch (status) {
    case 409:
      return new AppError(
        'upload.conflict',
        'Another number of bytes is here: ask for the offset, and go on from there.',
      );
    case 413:
      return new AppError('request.too_large', 'The file is longer than was said when its upload began.');
    case 403:
    case 400:
    case 501:
      return new AppError('request.invalid', 'The headers are not those of tus for this upload.', {
        field: 'Upload-Offset',
      });
    case 404:
    case 410:
      return notFound();
    default:
      return thrown instanceof Error ? thrown : new Error(`tus answered ${status}`, { cause: thrown });
  }
};
