import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { endTokens } from '../tokens/end-tokens.ts';
import { findUserView } from '../users/list-users.ts';
import { endSessions } from './end-sessions.ts';

/**
 * Signs somebody out everywhere, e.g. after a lost laptop. They can sign in again.
 *
 * @param given tokens: their API tokens end too
 * @returns how many sessions and tokens ended
 * @throws AppError `auth.forbidden`, `object.not_found`
 */
export const signOutUser = async (
  deps: Deps,
  asked: Asked,
  given: { userId: string; tokens: boolean },
): Promise<number> => {
  authorize(asked.actor, 'user:edit');
  const { userId } = given;
  const user = await findUserView(deps, userId);
  if (!user) throw notFound();
  return deps.db.transaction(async (tx) => {
    const sessions = await endSessions(deps, tx, { userId, except: null });
    const tokens = given.tokens ? await endTokens(deps, tx, userId) : 0;
    await recordAudit(tx, asked, {
      action: 'user.sign_out',
      object: { type: 'user', id: userId, name: user.userName, ownerId: userId },
      after: { sessions, tokens },
    });
    return sessions + tokens;
  });
};
