import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { safePath } from '@limen/contract/safe-path';
import { z } from 'zod';
import type { ProviderDeps } from './stored-services.ts';

/** How long a person may take at the provider: a second factor, a forgotten password. */
const validMs = 10 * 60 * 1000;
const cookieName = 'limen.errand';
const cookiePath = '/api/auth/callback';
const purpose = 'errand';

/**
 * Somebody on their way to a provider and back. It is kept by the browser that began it and nowhere else, encrypted: a
 * flood of beginnings costs no row, and whoever comes back in another browser has none.
 */
const errand = z.object({
  providerId: z.string(),
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  /** PKCE, RFC 7636. */
  verifier: z.string(),
  redirectUri: z.string(),
  /** A path of this page to come back to. */
  next: z.string(),
  /** Who adds the service to their account; null: somebody signs in. */
  linkTo: z.string().nullable(),
  /** Of the invitation that a new person comes by: its token’s hash, which opens nothing elsewhere. null: by none. */
  invitationHash: z.string().nullable(),
  expiresAt: z.number(),
});
export type Errand = z.infer<typeof errand>;

const random = (): string => randomBytes(32).toString('base64url');
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

export const newErrand = (
  deps: ProviderDeps,
  given: Pick<Errand, 'providerId' | 'issuer' | 'redirectUri' | 'linkTo' | 'invitationHash'> & {
    next: string | undefined;
  },
): Errand => ({
  ...given,
  next: safePath(given.next),
  state: random(),
  nonce: random(),
  verifier: random(),
  expiresAt: deps.clock.now().getTime() + validMs,
});

/** `Lax`: it has to come along when the provider leads the browser back here, by a link. */
const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${cookieName}=${value}; Max-Age=${seconds}; Path=${cookiePath}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

export const errandCookie = (deps: ProviderDeps, given: Errand): string =>
  cookie(
    deps.errands.close(JSON.stringify(given), purpose),
    validMs / 1000,
    given.redirectUri.startsWith('https:'),
  );

export const noErrandCookie = (): string => cookie('', 0, false);

/** The errand that this browser began and this state belongs to; undefined: there is none, or it is too old. */
export const readErrand = (
  deps: ProviderDeps,
  headers: IncomingHttpHeaders,
  state: string | undefined,
): Errand | undefined => {
  const kept = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
  if (kept === undefined || state === undefined) return undefined;
  const opened = deps.errands.open(kept, purpose);
  const parsed = opened === undefined ? undefined : errand.safeParse(JSON.parse(opened));
  if (!parsed?.success) return undefined;
  const own = timingSafeEqual(sha256(parsed.data.state), sha256(state));
  return own && parsed.data.expiresAt > deps.clock.now().getTime() ? parsed.data : undefined;
};
