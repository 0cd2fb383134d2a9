'use client';

import { ApiError, NoAnswer } from '@limen/client/api-error';
import { buildPath } from '@limen/client/create-client';
import { errorBody } from '@limen/contract/error-codes';
import type { Image } from '@limen/contract/images';
import { uploadDataPath } from '@limen/contract/uploads';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from './api.ts';
import { forgetFile, type KeptFile, keepFile, keptFile, readKept } from './file-handles.ts';
import { Sending, type SendingView } from './sending.ts';
import { holdUpload, isSentByAnotherTab } from './upload-lock.ts';
import { useAbsorb, useImages, useMe } from './world.tsx';

/** A file as a person gave it; `handle`: with what this browser may read it again after a reload. */
export type GivenFile = { file: File; handle: KeptFile | null };

type Views = ReadonlyMap<string, SendingView>;

export type Uploads = {
  /** What this page sends, by the image’s id. */
  views: Views;
  /** @throws ApiError, NoAnswer */
  begin: (given: GivenFile, about: { name: string; sha256?: string }) => Promise<void>;
  /** Goes on with an upload that this page knows only from the server. @returns false: that is another file */
  goOn: (image: Image, given: GivenFile) => boolean;
  /** By the file that this browser has kept. @returns false: it has none, or may not read it */
  goOnByItself: (image: Image, ask: boolean) => Promise<boolean>;
  pause: (imageId: string) => void;
  resume: (imageId: string) => void;
  /** @throws ApiError, NoAnswer */
  cancel: (image: Image) => Promise<void>;
  /** An upload of one’s own that this file belongs to, and that is not at its end. */
  openFor: (file: File) => Image | undefined;
};

const UploadsContext = createContext<Uploads | null>(null);

export const useUploads = (): Uploads => {
  const uploads = use(UploadsContext);
  if (!uploads) throw new Error('useUploads outside of the frame');
  return uploads;
};

/** As the server keeps a name, so that the two can be compared. */
const nameOf = (file: File): string => file.name.normalize('NFC').trim();

/** The same file again, as far as a page can know without reading all of it. */
export const isSameFile = (
  image: Pick<Image, 'fileName' | 'upload'>,
  file: Pick<File, 'name' | 'size' | 'lastModified'>,
): boolean =>
  image.upload !== null &&
  image.upload.lengthBytes === file.size &&
  image.fileName === file.name.normalize('NFC').trim() &&
  (image.upload.lastModifiedMs === null || image.upload.lastModifiedMs === file.lastModified);

/** What is being sent, outside of React: it goes on while pages come and go. */
class SendingFiles {
  readonly #sending = new Map<string, Sending>();
  readonly #ends = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();
  #views: Views = new Map();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly views = (): Views => this.#views;

  get(imageId: string): Sending | undefined {
    return this.#sending.get(imageId);
  }

  send(given: { imageId: string; uploadId: string; file: File; receivedBytes: number }): void {
    if (this.#sending.has(given.imageId)) return;
    const sending = new Sending({
      file: given.file,
      url: buildPath(uploadDataPath, { params: { id: given.uploadId } }),
      receivedBytes: given.receivedBytes,
      changed: () => this.#tell(),
    });
    this.#sending.set(given.imageId, sending);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ends.set(given.imageId, resolve);
    holdUpload(given.uploadId, promise);
    sending.start();
  }

  /** @param is whether it is still to be kept */
  keepOnly(is: (imageId: string) => boolean): void {
    const over = Array.from(this.#sending.keys()).filter((imageId) => !is(imageId));
    for (const imageId of over) this.drop(imageId);
  }

  drop(imageId: string): void {
    this.#sending.get(imageId)?.end();
    this.#ends.get(imageId)?.();
    this.#ends.delete(imageId);
    if (this.#sending.delete(imageId)) this.#tell();
  }

  #tell(): void {
    this.#views = new Map(Array.from(this.#sending, ([imageId, sending]) => [imageId, sending.view]));
    for (const listener of this.#listeners) listener();
  }
}

const none: Views = new Map();
const noViews = (): Views => none;

/** Uploads of this page, above the pages: they go on while one moves between them. */
export const UploadsProvider = ({ children }: { children: ReactNode }) => {
  const [files] = useState(() => new SendingFiles());
  const absorb = useAbsorb();
  const images = useImages();
  const me = useMe().user.id;
  const views = useSyncExternalStore(files.subscribe, files.views, noViews);
  const latest = useRef(images);
  useEffect(() => {
    latest.current = images;
    // what came to its end, was cancelled elsewhere or given up is no longer this page's
    files.keepOnly((imageId) => {
      const image = images.find(({ id }) => id === imageId);
      return image !== undefined && image.upload !== null;
    });
  }, [files, images]);
  useWarning(views);
  useMissedDrops();
  const uploads = useMemo<Omit<Uploads, 'views'>>(() => {
    const mine = (image: Image): boolean => image.upload !== null && image.owner?.id === me;
    const send = (image: Image, { file, handle }: GivenFile): void => {
      if (!image.upload) return;
      if (handle) void keepFile(image.upload.id, handle);
      files.send({
        imageId: image.id,
        uploadId: image.upload.id,
        file,
        receivedBytes: image.upload.receivedBytes,
      });
    };
    const goOn = (image: Image, given: GivenFile): boolean => {
      if (!isSameFile(image, given.file)) return false;
      send(image, given);
      return true;
    };
    return {
      begin: async (given, about) => {
        const { image } = await api.uploads.begin({
          body: {
            ...about,
            fileName: nameOf(given.file),
            lengthBytes: given.file.size,
            lastModifiedMs: given.file.lastModified,
          },
          idempotencyKey: crypto.getRandomValues(new Uint32Array(4)).join('-'),
        });
        absorb({ type: 'image.changed', seq: 1, image });
        send(image, given);
      },
      goOn,
      goOnByItself: async (image, ask) => {
        if (!image.upload || (!ask && (await isSentByAnotherTab(image.upload.id)))) return false;
        const handle = await keptFile(image.upload.id);
        const file = handle && (await readKept(handle, ask));
        return file ? goOn(image, { file, handle }) : false;
      },
      pause: (imageId) => files.get(imageId)?.pause(),
      resume: (imageId) => files.get(imageId)?.start(),
      cancel: async (image) => {
        if (!image.upload) return;
        const wasSending = files.get(image.id);
        wasSending?.pause();
        await giveUp(image.upload.id);
        void forgetFile(image.upload.id);
        files.drop(image.id);
      },
      openFor: (file) => latest.current.find((image) => mine(image) && isSameFile(image, file)),
    };
  }, [files, absorb, me]);
  return (
    <UploadsContext value={useMemo(() => ({ ...uploads, views }), [uploads, views])}>
      {children}
    </UploadsContext>
  );
};

/** A tab that is closed while it sends asks first. */
const useWarning = (views: Views): void => {
  const sending = Array.from(views.values()).some(({ phase }) => phase === 'sending' || phase === 'waiting');
  useEffect(() => {
    if (!sending) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
};

/** A file that is dropped beside its place does not take the page away. */
const useMissedDrops = (): void => {
  useEffect(() => {
    const keep = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
};

/** tus, "Termination". What is not there any more has been given up already. */
const giveUp = async (uploadId: string): Promise<void> => {
  const reply = await fetch(buildPath(uploadDataPath, { params: { id: uploadId } }), {
    method: 'DELETE',
    headers: { 'tus-resumable': '1.0.0', 'x-limen-request': '1' },
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw new NoAnswer('no answer', { cause: error });
  });
  if (reply.ok || reply.status === 404) return;
  throw new ApiError(reply.status, errorBody.parse(await reply.json()).error);
};
