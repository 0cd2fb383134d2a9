import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { isForeignKeyViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { asObject, keepAnAdmin, refuseLeaving } from './decision.ts';
import { deletePasswordLinks } from './password.rows.ts';
import { deleteUserRow, findUser, lockDecisions } from './user.rows.ts';

/**
 * Takes one's own account away, when it owns nothing: machines and images are given away or deleted first.
 *
 * @throws AppError as `checkOwnPassword`; `user.last_admin`, `user.state` (it still owns something)
 */
export const leave = async (deps: Deps, asked: Asked, password: string): Promise<void> => {
  await checkOwnPassword(deps, asked, password);
  const { userId } = asked.actor;
  try {
    await deps.db.transaction(async (tx) => {
      await lockDecisions(tx);
      const user = await findUser(tx, userId);
      if (!user) throw new AppError('auth.required', 'Sign in first.');
      refuseLeaving(user);
      await keepAnAdmin(tx, user);
      await deletePasswordLinks(tx, userId);
      await deleteUserRow(tx, userId);
      await announceAccess(deps, tx, { what: 'ended', userId }, { what: 'changed', userId });
      await recordAudit(tx, asked, {
        action: 'user.delete',
        object: asObject(user),
        after: { by: 'oneself' },
      });
    });
  } catch (error) {
    // the database itself knows best whether anything is theirs
    if (!isForeignKeyViolation(error)) throw error;
    throw new AppError('user.state', 'This account still owns machines or images.');
  }
};
