import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { presentToken } from './present-token.ts';
import { deleteTokenRow } from './token.rows.ts';

/** Ends one of one's tokens, and what was opened with it. @throws AppError `auth.session_required`, `object.not_found` */
export const revokeToken = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  const { userId } = asked.actor;
  authorize(asked.actor, 'account:secure', { ownerId: userId });
  await deps.db.transaction(async (tx) => {
    const row = await deleteTokenRow(tx, { id, userId });
    if (!row) throw notFound();
    const { name, scope, start } = presentToken(row);
    await announceAccess(deps, tx, { what: 'ended', userId, tokenId: id });
    await recordAudit(tx, asked, {
      action: 'token.revoke',
      object: { type: 'token', id, name, ownerId: userId },
      before: { name, scope, start },
    });
  });
};
