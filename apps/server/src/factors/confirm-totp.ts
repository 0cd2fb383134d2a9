import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { lockTwoFactor, setTwoFactorEnabled } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';
import { refusedByAuth } from './refused-by-auth.ts';

/**
 * Turns the second factor on, once a code shows that the authenticator has the secret. Other sessions of the person, which
 * were begun without it, end.
 *
 * @returns the recovery codes, for the only time
 * @throws AppError `auth.code_wrong`, `second_factor.state` (not begun, or on already), `auth.session_required`
 */
export const confirmTotp = async (
  deps: Deps,
  asked: Asked,
  given: { cookie: string; code: string },
): Promise<string[]> => {
  const { userId, sessionId } = requireOwnSession(asked);
  return deps.db.transaction(async (tx) => {
    const begun = await lockTwoFactor(tx, userId);
    if (!begun || begun.verified) {
      throw new AppError('second_factor.state', 'There is no second factor to confirm.');
    }
    // first: better-auth would put another session in the place of this one, and the page would lose its live connection
    await setTwoFactorEnabled(tx, userId, true);
    const auth = createAuth(deps.config, tx, deps.hashing);
    try {
      await auth.api.verifyTOTP({
        headers: new Headers({ cookie: given.cookie }),
        body: { code: given.code },
      });
    } catch (error) {
      if (refusedByAuth(error) === 'INVALID_CODE') {
        throw new AppError('auth.code_wrong', 'This code is wrong or too old.', { field: 'code' });
      }
      throw error;
    }
    const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
    const sessionsEnded = await endSessions(deps, tx, { userId, except: sessionId });
    await recordAudit(tx, asked, {
      action: 'totp.enable',
      object: { type: 'user', id: userId, name: asked.actor.userName, ownerId: userId },
      before: { secondFactor: false },
      after: { secondFactor: true, sessionsEnded },
    });
    return backupCodes;
  });
};
