import type { IncomingHttpHeaders } from 'node:http';
import type { Assertion } from '@limen/contract/factors';
import type { Request } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { withCookie } from '../auth/client-headers.ts';
import { cookieNamed } from '../auth/cookie-named.ts';
import { pageOrigin } from '../auth/page-origin.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { admitSignedIn, type SignedIn } from '../users/admit-signed-in.ts';
import { failed } from '../users/sign-in.ts';
import { refusedByAuth } from './refused-by-auth.ts';

/** The name that the plugin gives its cookie, behind the prefix of ours. */
const challengeCookie = 'better-auth-passkey';

/**
 * Signs in whoever answers the challenge of `challengePasskey` with a passkey made on this host name. It is two factors in
 * one (the key, and the finger or PIN that opens it), so no code is asked for. The challenge is spent either way.
 *
 * @returns the account and the `Set-Cookie` headers of its session
 * @throws AppError `auth.passkey_failed`, `auth.failed` (not approved, or banned)
 */
export const signInWithPasskey = async (
  deps: Deps,
  request: Request,
  given: { headers: IncomingHttpHeaders; credential: Assertion },
): Promise<SignedIn> => {
  const { createAuthCookie } = await deps.auth.$context;
  const cookie = cookieNamed(given.headers, createAuthCookie(challengeCookie).name);
  if (cookie === undefined) throw notAccepted();
  const { id, clientDataJSON, authenticatorData, signature } = given.credential;
  const outcome = await deps.db.transaction(async (tx): Promise<SignedIn | { refused: AppError }> => {
    const auth = createAuth(deps.config, tx, deps.hashing, pageOrigin(deps.config, given.headers));
    try {
      const made = await auth.api.verifyPasskeyAuthentication({
        returnHeaders: true,
        headers: withCookie(request, cookie),
        body: {
          response: {
            id,
            rawId: id,
            type: 'public-key',
            clientExtensionResults: {},
            response: { clientDataJSON, authenticatorData, signature },
          },
        },
      });
      const { userId, token } = made.response.session;
      const user = await admitSignedIn(tx, request, { userId, token, by: 'passkey' });
      return user ? { user, cookies: made.headers.getSetCookie() } : { refused: failed() };
    } catch (error) {
      const code = refusedByAuth(error);
      if (code === undefined) throw error;
      // committed: the challenge stays spent
      return { refused: code === 'BANNED_USER' ? failed() : notAccepted() };
    }
  });
  if ('refused' in outcome) throw outcome.refused;
  return outcome;
};

const notAccepted = (): AppError => new AppError('auth.passkey_failed', 'The passkey was not accepted.');
