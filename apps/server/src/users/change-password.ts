import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { checkOwnPassword, requireSession } from './check-own-password.ts';
import { asObject } from './decision.ts';
import { deletePasswordLinks, replacePasswordHash } from './password.rows.ts';
import { findUser } from './user.rows.ts';

/**
 * Changes one's own password. Every other session of the person ends, on every server; links for a new one do too.
 *
 * @throws AppError as `checkOwnPassword`; `auth.password_wrong` also where somebody else has changed it this moment
 */
export const changePassword = async (
  deps: Deps,
  asked: Asked,
  given: { current: string; password: string },
): Promise<void> => {
  const { userId } = asked.actor;
  const sessionId = requireSession(asked);
  const known = await checkOwnPassword(deps, asked, given.current);
  const next = await deps.hashing.hash(given.password);
  await deps.db.transaction(async (tx) => {
    const user = await findUser(tx, userId);
    if (!user) throw new AppError('auth.required', 'Sign in first.');
    if (!(await replacePasswordHash(tx, userId, { known, next }))) {
      throw new AppError('auth.password_wrong', 'The password has just been changed.');
    }
    await deletePasswordLinks(tx, userId);
    const endedSessions = await endSessions(deps, tx, { userId, except: sessionId });
    await recordAudit(tx, asked, {
      action: 'user.password',
      object: asObject(user),
      after: { by: 'oneself', endedSessions },
    });
  });
};
