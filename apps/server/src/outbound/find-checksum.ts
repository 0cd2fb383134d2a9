import { type Checksum, checksumPlaces, fileNameOf, findInChecksums } from './checksum-file.ts';
import type { Mirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';
import type { Resolve } from './open-url.ts';
import { readText } from './read-text.ts';

/** What a file should hash to, by a list of checksums beside it. @returns null: there is none @throws the signal's reason */
export const findChecksum = async (asked: {
  fileUrl: string;
  mirrors: Mirrors;
  signal: AbortSignal;
  resolve?: Resolve;
}): Promise<Checksum | null> => {
  for (const url of checksumPlaces(asked.fileUrl)) {
    try {
      const { text } = await readText({ ...asked, url });
      const found = findInChecksums(text, fileNameOf(asked.fileUrl));
      if (found) return found;
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      // a server that does not answer for one name will not for the next
      if (error.passing) return null;
    }
  }
  return null;
};
