import type { FileHandle } from 'node:fs/promises';
import type { ImageReader } from '@limen/image-format/bounded-file';

/** An open file, as those who read its format want it. */
export const imageReader = async (file: FileHandle): Promise<ImageReader> => ({
  sizeBytes: (await file.stat()).size,
  read: async (offset, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  },
});
