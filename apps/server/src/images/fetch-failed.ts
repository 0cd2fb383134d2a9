import type { Logger } from 'pino';
import { AppError } from '../lib/app-error.ts';
import { NotFetched } from '../outbound/not-fetched.ts';

/**
 * Why a file could not be fetched goes to the log; whoever asked reads the same sentence whatever it was, since what answers
 * at an address in our network, and how, is nothing they may find out with it.
 *
 * @returns other errors as they are
 */
export const fetchFailed = (log: Logger, url: string, error: unknown): unknown => {
  if (!(error instanceof NotFetched)) return error;
  // what stands behind `?` may be a secret of whoever gave it
  log.warn({ err: error, url: withoutQuery(url) }, 'a file could not be fetched');
  return new AppError('image.fetch_failed', 'The file could not be fetched from this address.', {
    field: 'url',
  });
};

export const withoutQuery = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
};
