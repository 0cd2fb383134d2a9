import { ByteWindow } from './byte-window.ts';
import { demand, refuse } from './refuse.ts';

/** Where the bytes come from: a file, or a test's. */
export type ImageReader = {
  sizeBytes: number;
  /** Up to `length` bytes from `offset` on; fewer only at the end of the file. */
  read: (offset: number, length: number) => Promise<Uint8Array>;
};

/** No inspection reads more than this, whatever the file says, nor asks more often: some 20 times what a real file needs. */
export const inspectionBounds = { bytes: 4 * 1024 * 1024, reads: 512, windowBytes: 256 * 1024 } as const;

/**
 * A file, or the part of one that holds a disk, read in windows whose lengths are ours. What a header calls an offset or a
 * length is compared with the size of the file before anything is done with it, and nothing is ever allocated by it.
 */
export class BoundedFile {
  readonly sizeBytes: number;
  readonly #reader: ImageReader;
  readonly #start: number;
  readonly #left: { bytes: number; reads: number };

  constructor(
    reader: ImageReader,
    part: { start: number; sizeBytes: number } = { start: 0, sizeBytes: reader.sizeBytes },
    left: { bytes: number; reads: number } = { ...inspectionBounds },
  ) {
    this.#reader = reader;
    this.#start = part.start;
    this.sizeBytes = part.sizeBytes;
    this.#left = left;
  }

  /** A part of it as a file of its own, under the same bounds. */
  part(start: number, sizeBytes: number): BoundedFile {
    return new BoundedFile(this.#reader, { start: this.#start + start, sizeBytes }, this.#left);
  }

  /** Exactly these bytes. @throws Refused `truncated` where the file ends before */
  async exactly(offset: number | bigint, length: number): Promise<ByteWindow> {
    demand(this.holds(offset, length), 'truncated');
    return this.upTo(Number(offset), length);
  }

  /** These bytes, or as many of them as there are before the end. */
  async upTo(offset: number, length: number): Promise<ByteWindow> {
    const wanted = Math.min(length, Math.max(0, this.sizeBytes - offset));
    if (wanted === 0) return new ByteWindow(new Uint8Array(0));
    this.#left.bytes -= wanted;
    this.#left.reads -= 1;
    if (length > inspectionBounds.windowBytes || this.#left.bytes < 0 || this.#left.reads < 0) {
      refuse('malformed');
    }
    const bytes = await this.#reader.read(this.#start + offset, wanted);
    // it has become shorter meanwhile
    demand(bytes.length >= wanted, 'truncated');
    return new ByteWindow(bytes.subarray(0, wanted));
  }

  /** Whether the file has all of these bytes. */
  holds(offset: number | bigint, length: number | bigint): boolean {
    return BigInt(offset) + BigInt(length) <= BigInt(this.sizeBytes);
  }
}
