import { type ApiToken, mostTokens, type TokenScope } from '@limen/contract/tokens';
import { permissionsOfScope } from '../auth/api-tokens.ts';
import { createAuth } from '../auth/auth.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { presentToken } from './present-token.ts';
import { countTokensLocked, findTokenRow } from './token.rows.ts';

/**
 * Makes an API token in the caller's transaction, which has asked for the right and writes the audit line. The secret is in
 * the answer and nowhere else: what is stored is its hash.
 *
 * @param given days 1 to 365: every token ends
 * @throws AppError `token.limit`
 */
export const makeToken = async (
  deps: Deps,
  tx: Db,
  given: { userId: string; name: string; scope: TokenScope; days: number },
): Promise<{ token: ApiToken; secret: string }> => {
  if ((await countTokensLocked(tx, given.userId)) >= mostTokens) {
    throw new AppError('token.limit', `A person has at most ${mostTokens} tokens.`);
  }
  const made = await createAuth(deps.config, tx, deps.hashing).api.createApiKey({
    body: {
      userId: given.userId,
      name: given.name,
      expiresIn: given.days * 24 * 3600,
      permissions: permissionsOfScope(given.scope),
    },
  });
  const row = await findTokenRow(tx, made.id);
  if (!row) throw new AppError('server.internal', 'The token vanished while it was made.');
  return { token: presentToken(row), secret: made.key };
};
