import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { incomingPath } from '../images/incoming.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { cancelUpload } from './cancel-upload.ts';
import { IncomingFile } from './incoming-file.ts';
import { findOpenUpload, moveReceived, type UploadRow } from './upload.rows.ts';
import { expiryFrom } from './upload-expiry.ts';
import type { Turn } from './upload-writers.ts';

/** What has come is made safe, while more comes, whenever it is so much: the disk never waits for the network, nor it for the disk. */
const muchBytes = 16 * 1024 ** 2;
/** Where less comes than that, as often as it is worth it, and at last. */
const someBytes = 1024 ** 2;
const soonMs = 1000;
const lateMs = 5000;

/**
 * Where tus puts the bytes of one request about one upload: a file whose name is the image's id.
 *
 * What is acknowledged is on the disk and in the row. After a crash the row and the file both have to say so: the file may be
 * longer than what was made safe, and where it is shorter the rest is asked for again.
 */
export class UploadStore extends DataStore {
  override readonly extensions = ['termination'];
  readonly #deps: Deps;
  readonly #asked: Asked;
  #row: UploadRow;
  /** What the row says is there: whoever finds another number was not alone. */
  #received: number;
  #securing = false;
  #secured: Promise<void> = Promise.resolve();
  #recordedAt = Date.now();
  /** While this request may write. */
  turn: Turn | null = null;

  constructor(deps: Deps, asked: Asked, row: UploadRow) {
    super();
    this.#deps = deps;
    this.#asked = asked;
    this.#row = row;
    this.#received = row.receivedBytes;
  }

  /** @throws AppError `object.not_found`: it is at its end, given up, or not theirs any more */
  override async getUpload(id: string): Promise<Upload> {
    const row = await findOpenUpload(this.#deps.db, id);
    if (row?.ownerId !== this.#asked.actor.userId) throw notFound();
    this.#row = row;
    this.#received = row.receivedBytes;
    const there = (await IncomingFile.sizeOf(this.#path())) ?? 0;
    return new Upload({
      id,
      size: row.lengthBytes,
      offset: Math.min(row.receivedBytes, there),
      creation_date: row.createdAt.toISOString(),
    });
  }

  override remove(id: string): Promise<void> {
    return cancelUpload(this.#deps, this.#asked, id);
  }

  /**
   * Takes bytes until there are no more, or the connection or the disk ends; what came until then is kept.
   *
   * @returns how much is safely there. @throws AppError `pool.full`, `upload.conflict`, `object.not_found`
   */
  override async write(stream: Readable, _id: string, offset: number): Promise<number> {
    const file = await IncomingFile.open(this.#path(), offset);
    try {
      await this.#takeAll(stream, file);
    } catch (error) {
      await this.#keepWhatCame(file, error);
      throw error;
    } finally {
      await file.close();
    }
    return file.end;
  }

  async #takeAll(stream: Readable, file: IncomingFile): Promise<void> {
    let at = { ms: Date.now(), bytes: file.end };
    for await (const chunk of stream) {
      this.turn?.touch();
      if (file.end + chunk.length > this.#row.lengthBytes) {
        throw new AppError('request.too_large', 'The file is longer than was said when its upload began.');
      }
      await file.append(chunk);
      if (this.#securing || !isDue(file.end - at.bytes, Date.now() - at.ms)) continue;
      at = { ms: Date.now(), bytes: file.end };
      const { bytes, safe } = await file.checkpoint();
      this.#secureLater(bytes, safe, stream);
    }
    await this.#secured;
    const { bytes, safe } = await file.checkpoint();
    await safe;
    await this.#record(bytes);
  }

  /** While more comes. Where it fails the stream ends, and whoever reads it is told. */
  #secureLater(bytes: number, safe: Promise<void>, stream: Readable): void {
    this.#securing = true;
    this.#secured = safe
      .then(() => (Date.now() - this.#recordedAt >= soonMs ? this.#record(bytes) : undefined))
      .finally(() => {
        this.#securing = false;
      });
    this.#secured.catch((error: unknown) => stream.destroy(asError(error)));
  }

  /** A connection that ended, or a disk that is full, takes nothing away of what had arrived. */
  async #keepWhatCame(file: IncomingFile, error: unknown): Promise<void> {
    try {
      // where this failed, that is what is being told: nothing more is known to be safe
      await this.#secured;
      const full = error instanceof AppError && error.code === 'pool.full';
      if (full) {
        await this.#record(await file.salvage());
        return;
      }
      const { bytes, safe } = await file.checkpoint();
      await safe;
      await this.#record(bytes);
    } catch (thrown) {
      if (thrown !== error) {
        this.#deps.log.warn({ err: thrown, uploadId: this.#row.id }, 'the last of an upload was not kept');
      }
    }
  }

  async #record(at: number): Promise<void> {
    if (at === this.#received) return;
    this.#recordedAt = Date.now();
    const { id, ownerId, imageId } = this.#row;
    const expiresAt = expiryFrom(this.#deps.clock.now());
    const from = this.#received;
    if (!(await moveReceived(this.#deps.db, { id, ownerId, from, to: at, expiresAt }))) {
      if ((await findOpenUpload(this.#deps.db, id))?.ownerId !== ownerId) throw notFound();
      throw new AppError('upload.conflict', 'Somebody else has sent a part of this file meanwhile.');
    }
    this.#received = at;
    this.#deps.uploads.tell(imageId);
  }

  #path(): string {
    return incomingPath(this.#deps.config, this.#row.imageId);
  }
}

const isDue = (bytes: number, ms: number): boolean =>
  bytes >= muchBytes || (bytes >= someBytes && ms >= soonMs) || ms >= lateMs;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
