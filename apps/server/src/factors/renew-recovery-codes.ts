import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { lockTwoFactor } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';
import { proveAgain } from './prove-again.ts';
import { refusedByAuth } from './refused-by-auth.ts';

/**
 * Ten new recovery codes in the place of the old ones.
 *
 * @throws AppError `auth.password_wrong`, `second_factor.state` (it is off), `auth.session_required`, `auth.busy`
 */
export const renewRecoveryCodes = async (
  deps: Deps,
  asked: Asked,
  given: { cookie: string; password: string | undefined },
): Promise<string[]> => {
  const person = requireOwnSession(asked);
  const proven = await proveAgain(deps, person, given.password);
  return deps.db.transaction(async (tx) => {
    // held: one that is being used now is not used and kept
    const row = await lockTwoFactor(tx, person.userId);
    if (!row?.verified) throw new AppError('second_factor.state', 'There is no second factor.');
    const { backupCodes } = await createAuth(deps.config, tx, proven)
      .api.generateBackupCodes({
        headers: new Headers({ cookie: given.cookie }),
        body: { password: given.password ?? '' },
      })
      .catch((error: unknown) => {
        // it was changed while it was checked
        if (refusedByAuth(error) === 'INVALID_PASSWORD') {
          throw new AppError('auth.password_wrong', 'The password is wrong.');
        }
        throw error;
      });
    await recordAudit(tx, asked, {
      action: 'totp.renewCodes',
      object: { type: 'user', id: person.userId, name: asked.actor.userName, ownerId: person.userId },
    });
    return backupCodes;
  });
};
