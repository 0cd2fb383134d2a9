import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { deletePasskeysOf, deleteTwoFactor, findPersonName } from './factor.rows.ts';

/**
 * Takes away somebody's second factor and passkeys (a lost phone has both): their password alone lets them in again. Every
 * session of theirs ends, whoever is behind it.
 *
 * @throws AppError `object.not_found`, `second_factor.state` (there is none), `user.state` (one's own: that is done on one's
 *   own page, with password and code)
 */
export const resetFactors = async (
  deps: Deps,
  asked: Asked,
  { id, reason }: { id: string; reason: string },
): Promise<void> => {
  authorize(asked.actor, 'user:edit');
  if (id === asked.actor.userId) {
    throw new AppError('user.state', 'Your own second factor is changed on the page of your own account.');
  }
  await deps.db.transaction(async (tx) => {
    const name = await findPersonName(tx, id);
    if (name === undefined) throw notFound();
    const secondFactor = await deleteTwoFactor(tx, id);
    const passkeys = await deletePasskeysOf(tx, id);
    if (!secondFactor && passkeys === 0) {
      throw new AppError('second_factor.state', 'This person has no second factor.');
    }
    const sessionsEnded = await endSessions(deps, tx, { userId: id, except: null });
    await announceAccess(deps, tx, { what: 'ended', userId: id }, { what: 'changed', userId: id });
    await recordAudit(tx, asked, {
      action: 'user.resetFactors',
      object: { type: 'user', id, name, ownerId: id },
      before: { secondFactor, passkeys },
      after: { secondFactor: false, passkeys: 0, sessionsEnded, reason },
    });
  });
};
