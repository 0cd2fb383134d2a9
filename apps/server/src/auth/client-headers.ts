import type { Request } from './asked.ts';

/** Where better-auth looks for the address of a new session; never taken from a request. */
export const addressHeader = 'x-limen-address';

/**
 * What better-auth writes down with a new session: address and browser. Pass it as `headers` to whatever of its API opens
 * one. No session is among them: whoever signs in is nobody
 * yet.
 */
export const clientHeaders = ({ address, userAgent }: Request): Headers => {
  const headers = new Headers({ [addressHeader]: address });
  // a header holds one line of Latin letters; what else was sent says nothing
  if (userAgent !== undefined && /^[\x20-\x7e]{1,500}$/.test(userAgent)) headers.set('user-agent', userAgent);
  return headers;
};

/** The same, with the one cookie that a second step of signing in is begun with. */
export const withCookie = (request: Request, cookie: string): Headers => {
  const headers = clientHeaders(request);
  headers.set('cookie', cookie);
  return headers;
};
