import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * A short-lived access token that stands for the session that asks. It cannot be had with another token: whoever stole one
 * has it for minutes, and not for as long as the session lasts.
 *
 * @throws AppError `auth.session_required`
 */
export const mintAccessToken = async (
  deps: Deps,
  asked: Asked,
): Promise<{ token: string; expiresAt: string }> => {
  const { actor } = asked;
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  const { sessionId } = actor;
  if (sessionId === null) throw new AppError('auth.session_required', 'There is no session to stand for.');
  const { token, expiresAt } = await deps.accessTokens.mint({ ...actor, sessionId });
  await recordAudit(deps.db, asked, {
    action: 'session.mint',
    object: { type: 'session', id: sessionId, name: actor.userName, ownerId: actor.userId },
    after: { expiresAt: expiresAt.toISOString() },
  });
  return { token, expiresAt: expiresAt.toISOString() };
};
