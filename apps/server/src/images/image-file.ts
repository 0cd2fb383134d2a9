import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { inspectImage } from '@limen/image-format/inspect-image';
import { AppError } from '../lib/app-error.ts';

const refused = (why: string): AppError =>
  new AppError('image.build_failed', `The image was refused: ${why}.`);

/**
 * Reads the headers of an image file itself; no tool of QEMU's is let near a file before this has passed it.
 *
 * @returns bytes a disk made from it has at least (an ISO: the size of its file)
 * @throws AppError `image.build_failed` where it is not a flat file of its format
 */
export const readVirtualSize = async (path: string, format: 'qcow2' | 'raw'): Promise<number> => {
  await using file = await open(path, 'r');
  const seen = await inspectImage({
    sizeBytes: (await file.stat()).size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  });
  if (!seen.ok) throw refused(seen.reason);
  const expected = format === 'raw' ? 'iso' : 'qcow2';
  if (seen.format !== expected) throw refused(`it is no ${expected} file`);
  return seen.virtualSizeBytes;
};

/** SHA-256 of a file in lower-case hex, read as a stream. */
export const sha256OfFile = async (path: string, signal: AbortSignal): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
};
