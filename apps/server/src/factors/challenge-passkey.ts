import type { IncomingHttpHeaders } from 'node:http';
import { type AssertionOptions, assertionOptions } from '@limen/contract/factors';
import { createAuth } from '../auth/auth.ts';
import { pageOrigin } from '../auth/page-origin.ts';
import type { Deps } from '../deps.ts';

/**
 * A challenge for whoever wants to sign in with a passkey, of whom nothing is known yet: the authenticator offers what it
 * has for this host name. It is kept for five minutes, and found by a cookie.
 */
export const challengePasskey = async (
  deps: Deps,
  given: { headers: IncomingHttpHeaders },
): Promise<{ options: AssertionOptions; cookies: string[] }> => {
  const auth = createAuth(deps.config, deps.db, deps.hashing, pageOrigin(deps.config, given.headers));
  const { headers, response } = await auth.api.generatePasskeyAuthenticationOptions({
    returnHeaders: true,
    // no cookies: whoever is still signed in may want to come in as somebody else
    headers: new Headers(),
  });
  // the plugin asks for it where it can be had; `createAuth` refuses what comes without it
  const options = assertionOptions.parse({ ...response, userVerification: 'required' });
  return { options, cookies: headers.getSetCookie() };
};
