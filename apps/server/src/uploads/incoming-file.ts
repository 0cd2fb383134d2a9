import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../lib/app-error.ts';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants;

/** Written at once: fewer calls than a socket has chunks. Twice as much is held at most, one half on its way to the disk. */
const batchBytes = 1024 ** 2;
const zeros = Buffer.alloc(batchBytes);

/** Whether a chunk is all zeros; other data ends the comparison at its first byte. */
const isHole = (chunk: Uint8Array): boolean => {
  for (let at = 0; at < chunk.length; at += zeros.length) {
    const part = chunk.subarray(at, at + zeros.length);
    if (zeros.compare(part, 0, part.length, 0, part.length) !== 0) return false;
  }
  return true;
};

/**
 * The file of an upload, written from an offset on. Chunks of zeros are not written but left as holes, so that a sparse file
 * of 20 GB takes no room; what is behind the offset when it is opened goes, or old bytes would shine through a hole.
 */
export class IncomingFile {
  readonly #file: FileHandle;
  /** Where the next byte goes. */
  #end: number;
  /** What is written without a gap from the start, holes included. */
  #written: number;
  #length: number;
  #batch: Uint8Array[] = [];
  #batched = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, offset: number) {
    this.#file = file;
    this.#end = offset;
    this.#written = offset;
    this.#length = offset;
  }

  /** @returns null: there is none. @throws Error where something else than a file of ours lies there */
  static async sizeOf(path: string): Promise<number | null> {
    const file = await openOurs(path, 0);
    if (!file) return null;
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  /** Makes it where it is to begin from nothing. @param offset not beyond what is there */
  static async open(path: string, offset: number): Promise<IncomingFile> {
    const file = (await openOurs(path, 0)) ?? (await create(path));
    try {
      await file.truncate(offset);
    } catch (error) {
      await file.close();
      throw asKnown(error);
    }
    return new IncomingFile(file, offset);
  }

  /** How far it goes with what was given so far. */
  get end(): number {
    return this.#end;
  }

  /** @throws AppError `pool.full`; the chunk is the file's from now on */
  async append(chunk: Uint8Array): Promise<void> {
    if (isHole(chunk)) {
      if (this.#batched > 0) await this.#flush();
      this.#end += chunk.length;
      return;
    }
    if (this.#batched > 0 && this.#batched + chunk.length > batchBytes) await this.#flush();
    this.#batch.push(chunk);
    this.#batched += chunk.length;
    this.#end += chunk.length;
  }

  /**
   * Brings everything given so far to the file. @returns how much that is, and a promise of its being safe on the disk, for
   * which `append` need not wait
   */
  async checkpoint(): Promise<{ bytes: number; safe: Promise<void> }> {
    await this.#flush();
    await this.#writing;
    await this.#settleLength(this.#end);
    return { bytes: this.#end, safe: this.#file.datasync() };
  }

  /** As `checkpoint`, after a write that failed: what came to the file before it is kept. */
  async salvage(): Promise<number> {
    await this.#writing.catch(() => undefined);
    await this.#file.truncate(this.#written);
    await this.#file.datasync();
    return this.#written;
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#batched === 0) {
      this.#written = this.#end;
      return;
    }
    const parts = this.#batch;
    const from = this.#end - this.#batched;
    const to = this.#end;
    this.#batch = [];
    this.#batched = 0;
    this.#writing = this.#write(parts, from, to);
    // whoever comes next waits for it, and is told
    this.#writing.catch(() => undefined);
  }

  async #write(parts: readonly Uint8Array[], from: number, to: number): Promise<void> {
    this.#written = from;
    try {
      let { bytesWritten } = await this.#file.writev(parts, from);
      if (bytesWritten < to - from) {
        // a full disk takes a part, and says so at the next
        const rest = Buffer.concat(parts);
        while (bytesWritten < rest.length) {
          bytesWritten += (
            await this.#file.write(rest, bytesWritten, rest.length - bytesWritten, from + bytesWritten)
          ).bytesWritten;
        }
      }
    } catch (error) {
      throw asKnown(error);
    }
    this.#written = to;
    this.#length = Math.max(this.#length, to);
  }

  /** A hole at the end is only as long as the file says. */
  async #settleLength(end: number): Promise<void> {
    if (this.#length >= end) return;
    await this.#file.truncate(end).catch((error: unknown) => {
      throw asKnown(error);
    });
    this.#length = end;
  }
}

/** Follows no link, and takes nothing that has another name elsewhere. */
const openOurs = async (path: string, flags: number): Promise<FileHandle | null> => {
  let file: FileHandle;
  try {
    file = await open(path, O_RDWR | O_NOFOLLOW | flags, 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw asKnown(error);
  }
  const found = await file.stat();
  if (found.isFile() && found.nlink === 1) return file;
  await file.close();
  throw new Error('what lies in the place of an upload is no file of ours');
};

const create = async (path: string): Promise<FileHandle> => {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await openOurs(path, O_CREAT | O_EXCL);
  if (!file) throw new Error('the folder of uploads went away');
  // the name of a file is safe when its folder is
  const entries = await open(folder, 'r');
  try {
    await entries.sync();
  } finally {
    await entries.close();
  }
  return file;
};

/** What is left of an upload. */
export const removeIncoming = (path: string): Promise<void> => rm(path, { force: true });

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const asKnown = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && full.has(String(error.code))
    ? new AppError('pool.full', 'The storage is full. What has arrived is kept.', { cause: error })
    : error;
