import { type ApiToken, mostTokens, type TokenScope } from '@limen/contract/tokens';
import { recordAudit } from '../audit/record-audit.ts';
import { permissionsOfScope } from '../auth/api-tokens.ts';
import type { Asked } from '../auth/asked.ts';
import { createAuth } from '../auth/auth.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { presentToken } from './present-token.ts';
import { countTokensLocked, findTokenRow } from './token.rows.ts';

/**
 * Makes an API token. The secret is in the answer and nowhere else: what is stored is its hash.
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
    if ((await countTokensLocked(tx, actor.userId)) >= mostTokens) {
      throw new AppError('token.limit', `A person has at most ${mostTokens} tokens.`);
    }
    const made = await createAuth(deps.config, tx, deps.hashing).api.createApiKey({
      body: {
        userId: actor.userId,
        name: given.name,
        expiresIn: given.days * 24 * 3600,
        permissions: permissionsOfScope(given.scope),
      },
    });
    const row = await findTokenRow(tx, made.id);
    if (!row) throw new AppError('server.internal', 'The token vanished while it was made.');
    const token = presentToken(row);
    await recordAudit(tx, asked, {
      action: 'token.create',
      object: { type: 'token', id: token.id, name: token.name, ownerId: actor.userId },
      after: { name: token.name, scope: token.scope, start: token.start, expiresAt: token.expiresAt },
    });
    return { token, secret: made.key };
  });
};
