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

/** How often what has come is made safe and written down: at most, and at least where little comes. */
const soonMs = 1000;
const lateMs = 5000;
const muchBytes = 4 * 1024 ** 2;

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
  #recording = false;
  #recorded: Promise<void> = Promise.resolve();
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
      const due = file.end - at.bytes >= muchBytes ? soonMs : lateMs;
      if (this.#recording || Date.now() - at.ms < due) continue;
      at = { ms: Date.now(), bytes: file.end };
      const { bytes, safe } = await file.checkpoint();
      this.#recordLater(bytes, safe, stream);
    }
    await this.#recorded;
    const { bytes, safe } = await file.checkpoint();
    await safe;
    await this.#record(bytes);
  }

  /** While more comes. Where it fails the stream ends, and whoever reads it is told. */
  #recordLater(bytes: number, safe: Promise<void>, stream: Readable): void {
    this.#recording = true;
    this.#recorded = safe
      .then(() => this.#record(bytes))
      .finally(() => {
        this.#recording = false;
      });
    this.#recorded.catch((error: unknown) => stream.destroy(asError(error)));
  }

  /** A connection that ended, or a disk that is full, takes nothing away of what had arrived. */
  async #keepWhatCame(file: IncomingFile, error: unknown): Promise<void> {
    try {
      // where this failed, that is what is being told: nothing more is known to be safe
      await this.#recorded;
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

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
