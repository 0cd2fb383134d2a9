import type { IncomingHttpHeaders } from 'node:http';
import type { NewCredential } from '@limen/contract/factors';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { pageOrigin } from '../auth/page-origin.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { findPasskey, type PasskeyRow } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';
import { refusedByAuth } from './refused-by-auth.ts';

/**
 * Keeps a passkey that was made for the challenge of `beginPasskey`, on the same host name, by the same person. The
 * challenge is spent either way.
 *
 * @throws AppError `auth.passkey_failed`, `auth.session_required`
 */
export const addPasskey = async (
  deps: Deps,
  asked: Asked,
  given: { headers: IncomingHttpHeaders; name: string; credential: NewCredential },
): Promise<PasskeyRow> => {
  const { userId } = requireOwnSession(asked);
  const { id, clientDataJSON, attestationObject, transports } = given.credential;
  const made = await deps.db.transaction(async (tx) => {
    const auth = createAuth(deps.config, tx, deps.hashing, pageOrigin(deps.config, given.headers));
    try {
      const kept = await auth.api.verifyPasskeyRegistration({
        headers: new Headers({ cookie: given.headers.cookie ?? '' }),
        body: {
          name: given.name,
          response: {
            id,
            rawId: id,
            type: 'public-key',
            clientExtensionResults: {},
            response: { clientDataJSON, attestationObject, transports },
          },
        },
      });
      const row = await findPasskey(tx, kept.id);
      if (!row) throw new Error('the passkey vanished while it was kept');
      await recordAudit(tx, asked, {
        action: 'passkey.add',
        object: { type: 'passkey', id: row.id, name: given.name, ownerId: userId },
        after: { name: given.name, origin: pageOrigin(deps.config, given.headers) },
      });
      return row;
    } catch (error) {
      if (refusedByAuth(error) === undefined) throw error;
      // committed: the challenge stays spent
      return undefined;
    }
  });
  if (!made) throw new AppError('auth.passkey_failed', 'The passkey was not accepted.');
  return made;
};
