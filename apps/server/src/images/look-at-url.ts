import type { Deps } from '../deps.ts';
import { lengthOf } from '../outbound/download.ts';
import { readMirrors } from '../outbound/mirrors.ts';
import { NotFetched } from '../outbound/not-fetched.ts';
import { openUrl } from '../outbound/open-url.ts';
import { fetchFailed } from './fetch-failed.ts';

/** What a server that says no length is believed to send at first, and by how much more each time. */
export const unknownLengthStepBytes = 1024 ** 3;

/**
 * A first look at a file on the web: that it can be had, and how long it is.
 *
 * @returns null: it does not say how long
 * @throws AppError `image.fetch_failed`
 */
export const lookAtUrl = async (deps: Deps, url: string): Promise<{ lengthBytes: number | null }> => {
  const { mirrors } = await deps.settings.of(deps.db, 'imports');
  // openUrl has its own limit of time; nobody can take this back meanwhile
  const { signal } = new AbortController();
  try {
    const { response, url: at } = await openUrl({ url, mirrors: readMirrors(mirrors), signal });
    const { statusCode, headers } = response;
    // not HEAD, which servers answer differently, if at all
    response.destroy();
    if (statusCode !== 200) throw new NotFetched(`${at.host} answered ${statusCode}`);
    return { lengthBytes: lengthOf(headers['content-length']) };
  } catch (error) {
    throw fetchFailed(deps.log, url, error);
  }
};
