import type { Session } from '@limen/contract/sessions';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { presentSession } from './present-session.ts';
import { renameSessionRow } from './session.rows.ts';

/** @param given name null: it has none any more @throws AppError `auth.session_required`, `object.not_found` */
export const renameSession = async (
  deps: Deps,
  asked: Asked,
  given: { id: string; name: string | null },
): Promise<Session> => {
  const { userId, sessionId } = asked.actor;
  authorize(asked.actor, 'account:secure', { ownerId: userId });
  return deps.db.transaction(async (tx) => {
    const renamed = await renameSessionRow(tx, { id: given.id, userId }, given.name);
    if (!renamed) throw notFound();
    await recordAudit(tx, asked, {
      action: 'session.rename',
      object: { type: 'session', id: given.id, name: given.name ?? '', ownerId: userId },
      before: { name: renamed.before.name },
      after: { name: given.name },
    });
    return presentSession(renamed.row, sessionId);
  });
};
