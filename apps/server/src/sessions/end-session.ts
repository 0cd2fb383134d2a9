import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { endSessions } from './end-sessions.ts';
import { deleteSessionRow } from './session.rows.ts';

/** Ends one of one's sessions. @throws AppError `auth.session_required`, `object.not_found` */
export const endSession = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  const { userId } = asked.actor;
  authorize(asked.actor, 'account:secure', { ownerId: userId });
  await deps.db.transaction(async (tx) => {
    if (!(await deleteSessionRow(tx, { id, userId }))) throw notFound();
    await announceAccess(deps, tx, { what: 'ended', userId, sessionId: id });
    await recordAudit(tx, asked, {
      action: 'session.end',
      object: { type: 'session', id, ownerId: userId },
    });
  });
};

/** Signs out everywhere else. @returns how many sessions ended @throws AppError `auth.session_required` */
export const endOtherSessions = async (deps: Deps, asked: Asked): Promise<number> => {
  const { userId, sessionId } = asked.actor;
  authorize(asked.actor, 'account:secure', { ownerId: userId });
  return deps.db.transaction(async (tx) => {
    const ended = await endSessions(deps, tx, { userId, except: sessionId });
    await recordAudit(tx, asked, {
      action: 'session.end_others',
      object: { type: 'user', id: userId, name: asked.actor.userName, ownerId: userId },
      after: { ended },
    });
    return ended;
  });
};
