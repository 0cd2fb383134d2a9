import type { IncomingHttpHeaders } from 'node:http';

/** What a request brings to say who asks. `unclear`: two things at once, or what no client of ours sends. */
export type Presented =
  | { by: 'session'; cookie: string }
  | { by: 'bearer'; token: string }
  | 'unclear'
  | null;

/** better-auth's, with our prefix; the second where the address is HTTPS. */
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?limen\.session_token=/;
/** RFC 6750 §2.1, `b64token`. */
const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;
/** A JWT of ours has 600 bytes, an API token 70. */
const mostBytes = 2048;

/** Whether the request names its person itself: no browser adds this header to what a page of somebody else's asks. */
export const bringsBearer = (headers: IncomingHttpHeaders): boolean =>
  headers.authorization !== undefined && bearer.test(headers.authorization.slice(0, mostBytes + 16));

/** The session cookie or the bearer token of a request or an upgrade; null: neither. */
export const presentedBy = (headers: IncomingHttpHeaders): Presented => {
  const { authorization, cookie } = headers;
  const session = cookie !== undefined && sessionCookie.test(cookie) ? cookie : undefined;
  if (authorization === undefined) return session === undefined ? null : { by: 'session', cookie: session };
  if (session !== undefined || authorization.length > mostBytes) return 'unclear';
  const token = bearer.exec(authorization)?.[1];
  return token === undefined ? 'unclear' : { by: 'bearer', token };
};
