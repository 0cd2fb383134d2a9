'use client';

import { ApiError, NoAnswer } from '@limen/client/api-error';
import { errorBody, errorCodes } from '@limen/contract/error-codes';
import type { DetailedError, HttpResponse, Upload } from 'tus-js-client';
import { z } from 'zod';
import { Speed } from './upload-speed.ts';

/**
 *     sending ⇄ paused (by a person, or a full storage)
 *        ⇅ no answer: tried again by itself
 *     waiting        done · failed (the server wants no more of it)
 */
export type Phase = 'sending' | 'waiting' | 'paused' | 'failed' | 'done';

export type SendingView = {
  readonly phase: Phase;
  /** Some of it may still be on its way. */
  readonly sentBytes: number;
  readonly bytesPerSecond: number | null;
  readonly error: unknown;
};

/**
 * The first PATCH takes so much, each that got through lets the next take twice as much, up to the most: every end of one
 * waits for the disk. Proxies bound a request: after any failure it is the least from then on.
 */
const leastChunkBytes = 64 * 1024 ** 2;
const mostChunkBytes = 1024 ** 3;
/** What tus itself waits between tries; after that we wait for the network, or for this long. */
const tusDelaysMs = [500, 1000, 2000, 4000];
const againMs = 8000;
/** A connection on which nothing moves for so long is dead (a sleep, another network), whatever it says. */
const silentMs = 30_000;
const drawMs = 250;

/** The file cannot be read any more: it was changed, moved or deleted where it lies. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}

/** The bytes of one file on their way from this page. Goes on by itself after whatever passes by. */
export class Sending {
  readonly #file: File;
  readonly #url: string;
  readonly #changed: (view: SendingView) => void;
  readonly #speed = new Speed();
  #upload: Upload | null = null;
  #view: SendingView;
  #movedAt = 0;
  #failed = false;
  #drawnAt = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor(given: {
    file: File;
    url: string;
    receivedBytes: number;
    changed: (view: SendingView) => void;
  }) {
    this.#file = given.file;
    this.#url = given.url;
    this.#changed = given.changed;
    this.#view = { phase: 'sending', sentBytes: given.receivedBytes, bytesPerSecond: null, error: null };
    this.#watch = setInterval(() => this.#lookForSilence(), silentMs / 3);
    globalThis.addEventListener('online', this.#wake);
  }

  get view(): SendingView {
    return this.#view;
  }

  start(): void {
    clearTimeout(this.#again);
    this.#movedAt = Date.now();
    this.#speed.forget();
    this.#show({ phase: 'sending', error: null, bytesPerSecond: null });
    void this.#begin();
  }

  pause(error: unknown = null): void {
    clearTimeout(this.#again);
    void this.#upload?.abort();
    this.#show({ phase: 'paused', error, bytesPerSecond: null });
  }

  /** Nothing is sent any more, and nobody is told. */
  end(): void {
    clearTimeout(this.#again);
    clearInterval(this.#watch);
    globalThis.removeEventListener('online', this.#wake);
    void this.#upload?.abort();
  }

  async #begin(): Promise<void> {
    if (!this.#upload) {
      // with the first upload, not with every page
      const tus = await import('tus-js-client');
      this.#upload ??= new tus.Upload(this.#file, {
        uploadUrl: this.#url,
        chunkSize: leastChunkBytes,
        retryDelays: tusDelaysMs,
        storeFingerprintForResuming: false,
        onShouldRetry: (error) => {
          this.#sendLess();
          return passes(error);
        },
        onChunkComplete: () => this.#sendMore(),
        onProgress: (sent) => this.#moved(sent),
        onSuccess: () => {
          this.#show({ phase: 'done', sentBytes: this.#file.size, bytesPerSecond: null });
          this.end();
        },
        onError: (error) => void this.#broke(error),
      });
    }
    if (this.#view.phase === 'sending') this.#upload.start();
  }

  #sendMore(): void {
    if (!this.#upload || this.#failed) return;
    // tus asks for it anew with each part
    const { options } = this.#upload;
    options.chunkSize = Math.min(mostChunkBytes, (options.chunkSize ?? leastChunkBytes) * 2);
  }

  #sendLess(): void {
    this.#failed = true;
    if (this.#upload) this.#upload.options.chunkSize = leastChunkBytes;
  }

  #moved(sentBytes: number): void {
    const now = Date.now();
    if (sentBytes !== this.#view.sentBytes) this.#movedAt = now;
    this.#speed.note(sentBytes, now);
    const view: SendingView = {
      phase: 'sending',
      sentBytes,
      bytesPerSecond: this.#speed.bytesPerSecond,
      error: null,
    };
    if (now - this.#drawnAt < drawMs && sentBytes < this.#file.size) {
      this.#view = view;
      return;
    }
    this.#show(view);
  }

  async #broke(thrown: Error | DetailedError): Promise<void> {
    const error = asApiError(thrown);
    // a browser says of an unreadable file no more than of a lost network
    if (error instanceof NoAnswer && !(await isReadable(this.#file))) {
      this.#show({ phase: 'failed', error: new FileChanged(), bytesPerSecond: null });
      return;
    }
    if (this.#view.phase !== 'sending') return;
    if (error instanceof ApiError && error.code === 'pool.full') this.pause(error);
    else if (passes(thrown)) {
      this.#show({ phase: 'waiting', error, bytesPerSecond: null });
      this.#again = setTimeout(this.#wake, againMs);
    } else this.#show({ phase: 'failed', error, bytesPerSecond: null });
  }

  readonly #wake = (): void => {
    if (this.#view.phase === 'waiting') this.start();
  };

  #lookForSilence(): void {
    if (this.#view.phase !== 'sending' || Date.now() - this.#movedAt < silentMs) return;
    void this.#upload?.abort();
    this.start();
  }

  #show(change: Partial<SendingView>): void {
    this.#view = { ...this.#view, ...change };
    this.#drawnAt = Date.now();
    this.#changed(this.#view);
  }
}

const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

const responseOf = (error: Error | DetailedError): HttpResponse | null =>
  'originalResponse' in error ? error.originalResponse : null;

/** What is another matter a moment later: no network, a server that starts, somebody else at the same file, too much at once. */
const passes = (error: Error | DetailedError): boolean => {
  const status = responseOf(error)?.getStatus() ?? 0;
  if (status === 0) return 'originalRequest' in error;
  // 413 from a proxy: less goes through
  return status === 409 || status === 413 || status === 429 || (status >= 500 && status !== 507);
};

/** What the server said, in the contract's words. */
const asApiError = (error: Error | DetailedError): unknown => {
  const response = responseOf(error);
  if (!response || response.getStatus() === 0) return 'originalRequest' in error ? new NoAnswer() : error;
  try {
    return new ApiError(response.getStatus(), errorBody.parse(JSON.parse(response.getBody())).error);
  } catch {
    // a HEAD has no body: its code is a header
    const code = z.enum(errorCodes).safeParse(response.getHeader('x-limen-error'));
    const requestId = response.getHeader('x-request-id') ?? '';
    if (!code.success) return error;
    return new ApiError(response.getStatus(), { code: code.data, message: error.message, requestId });
  }
};
