import type { ApiToken } from '@limen/contract/tokens';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { presentToken } from './present-token.ts';
import { listTokenRows } from './token.rows.ts';

/** One's own tokens that last. @throws AppError `auth.session_required` */
export const listTokens = async (deps: Deps, actor: Actor): Promise<ApiToken[]> => {
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  return (await listTokenRows(deps.db, actor.userId)).map(presentToken);
};
