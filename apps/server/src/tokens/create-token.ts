import type { ApiToken, TokenScope } from '@limen/contract/tokens';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { makeToken } from './make-token.ts';

/**
 * Makes an API token of one's own.
 *
 * @param given days 1 to 365: every token ends
 * @throws AppError `auth.session_required`, `auth.forbidden` (administer, for whoever is no administrator), `token.limit`
 */
export const createToken = async (
  deps: Deps,
  asked: Asked,
  given: { name: string; scope: TokenScope; days: number },
): Promise<{ token: ApiToken; secret: string }> => {
  const { actor } = asked;
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  // a scope reaches no further than its person; one that can reach nothing of what it says would only mislead
  if (given.scope === 'administer' && actor.role !== 'admin') {
    throw new AppError('auth.forbidden', 'Only an administrator’s token can administer.', { field: 'scope' });
  }
  return deps.db.transaction(async (tx) => {
    const { token, secret } = await makeToken(deps, tx, { ...given, userId: actor.userId });
    await recordAudit(tx, asked, {
      action: 'token.create',
      object: { type: 'token', id: token.id, name: token.name, ownerId: actor.userId },
      after: { name: token.name, scope: token.scope, start: token.start, expiresAt: token.expiresAt },
    });
    return { token, secret };
  });
};
