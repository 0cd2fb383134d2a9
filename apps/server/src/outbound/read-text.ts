import type { Mirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';
import { openUrl, type Resolve } from './open-url.ts';

/** Lists of checksums of whole distributions have some hundred KB. */
const mostBytes = 2 * 1024 * 1024;
const mostMs = 30_000;

/** A small text from the web, under the same rules as a file. @throws NotFetched, the signal's reason */
export const readText = async (asked: {
  url: string;
  mirrors: Mirrors;
  signal: AbortSignal;
  resolve?: Resolve;
}): Promise<{ text: string; url: URL }> => {
  const late = AbortSignal.timeout(mostMs);
  const signal = AbortSignal.any([asked.signal, late]);
  try {
    const { response, url } = await openUrl({ ...asked, signal });
    const cut = (): void => void response.destroy(new Error('too late'));
    signal.addEventListener('abort', cut, { once: true });
    try {
      if (response.statusCode !== 200) throw new NotFetched(`${url.host} answered ${response.statusCode}`);
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new NotFetched(`${url.host}: more than ${mostBytes} bytes`);
        chunks.push(chunk);
      }
      return { text: Buffer.concat(chunks).toString('utf8'), url };
    } finally {
      signal.removeEventListener('abort', cut);
      response.destroy();
    }
  } catch (error) {
    asked.signal.throwIfAborted();
    if (error instanceof NotFetched) throw error;
    throw new NotFetched('a text could not be read', { passing: true, cause: error });
  }
};
