import type { FileHandle } from 'node:fs/promises';

/** More came than may be stored, or than a file may be long. */
export class TooMuchOutput extends Error {
  override readonly name = 'TooMuchOutput';
}

const zeros = Buffer.alloc(64 * 1024);

/**
 * Writes a stream into an empty file; what is nothing but zeros becomes a hole, so that a disk takes what is on it. The last
 * of it may be a hole too.
 *
 * @param limits.storedBytes that are not in holes · `sizeBytes`: of all
 * @throws TooMuchOutput, and what writing throws
 */
export const writeSparse = async (
  source: AsyncIterable<Buffer>,
  file: FileHandle,
  limits: { storedBytes: number; sizeBytes: number },
): Promise<void> => {
  let size = 0;
  let stored = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += zeros.length) {
      const piece = chunk.subarray(at, at + zeros.length);
      if (size + piece.length > limits.sizeBytes) throw new TooMuchOutput('longer than any disk');
      if (!piece.equals(zeros.subarray(0, piece.length))) {
        stored += piece.length;
        if (stored > limits.storedBytes) throw new TooMuchOutput('no room');
        await writeAll(file, piece, size);
      }
      size += piece.length;
    }
  }
  await file.truncate(size);
};

/** A write may take a part of what it is given. */
const writeAll = async (file: FileHandle, bytes: Buffer, position: number): Promise<void> => {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
};
