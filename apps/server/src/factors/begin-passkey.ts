import type { IncomingHttpHeaders } from 'node:http';
import { type RegistrationOptions, registrationOptions, transport } from '@limen/contract/factors';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { pageOrigin } from '../auth/page-origin.ts';
import type { Deps } from '../deps.ts';
import { requireOwnSession } from './own-session.ts';
import { proveAgain } from './prove-again.ts';

/**
 * What a browser needs to make a passkey for the host name it is on: the authenticator has to keep it (no name is typed to
 * sign in) and to make sure of the person. The challenge is kept for five minutes, and found by a cookie.
 *
 * @throws AppError `auth.password_wrong`, `auth.session_required`, `auth.busy`
 */
export const beginPasskey = async (
  deps: Deps,
  asked: Asked,
  given: { headers: IncomingHttpHeaders; password: string | undefined },
): Promise<{ options: RegistrationOptions; cookies: string[] }> => {
  const person = requireOwnSession(asked);
  const { userName, displayName } = asked.actor;
  await proveAgain(deps, person, given.password);
  return deps.db.transaction(async (tx) => {
    const auth = createAuth(deps.config, tx, deps.hashing, pageOrigin(deps.config, given.headers));
    const { headers, response } = await auth.api.generatePasskeyRegistrationOptions({
      returnHeaders: true,
      headers: new Headers({ cookie: given.headers.cookie ?? '' }),
      query: { name: userName },
    });
    await recordAudit(tx, asked, {
      action: 'passkey.begin',
      object: { type: 'user', id: person.userId, name: userName, ownerId: person.userId },
    });
    // better-auth would show the e-mail address, which may be none that anybody knows
    const user = { ...response.user, name: userName, displayName };
    // a key that said nothing of how it is reached has one empty word there
    const excludeCredentials = (response.excludeCredentials ?? []).map((one) => ({
      ...one,
      transports: (one.transports ?? []).filter((word) => transport.safeParse(word).success),
    }));
    const options = registrationOptions.parse({ ...response, user, excludeCredentials });
    return { options, cookies: headers.getSetCookie() };
  });
};
