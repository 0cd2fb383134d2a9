import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { inspectImage } from '@limen/image-format/inspect-image';
import type { Accepted } from '@limen/image-format/inspected';
import { imageReader } from '../lib/image-reader.ts';
import { ImageRefused } from './image-refused.ts';

/**
 * What an open file is, by our own reading of its headers; no tool of QEMU's is let near a file before it has passed this.
 *
 * @param announced `raw`: its name says that it is a disk as it is
 * @throws ImageRefused
 */
export const lookAtImage = async (
  file: FileHandle,
  announced: { raw: boolean } = { raw: false },
): Promise<Accepted> => {
  const seen = await inspectImage(await imageReader(file), announced);
  if (!seen.ok) throw new ImageRefused(seen.reason);
  return seen;
};

/** Hash of an open file, or of a part of it, in lower-case hex, read as a stream. @throws the signal's reason */
export const hashOfFile = async (
  file: FileHandle,
  options: {
    algorithm?: 'sha1' | 'sha256' | 'sha512';
    part?: { offsetBytes: number; sizeBytes: number };
    signal: AbortSignal;
    progress?: (fraction: number) => void;
  },
): Promise<string> => {
  const { size } = await file.stat();
  const { offsetBytes: start, sizeBytes } = options.part ?? { offsetBytes: 0, sizeBytes: size };
  const hash = createHash(options.algorithm ?? 'sha256');
  if (sizeBytes === 0) return hash.digest('hex');
  const bytes = file.createReadStream({
    start,
    end: start + sizeBytes - 1,
    autoClose: false,
    highWaterMark: 1024 * 1024,
  });
  let done = 0;
  const metered = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      done += chunk.length;
      options.progress?.(done / sizeBytes);
      yield chunk;
    }
  };
  await pipeline(bytes, metered, hash, { signal: options.signal });
  return hash.digest('hex');
};
