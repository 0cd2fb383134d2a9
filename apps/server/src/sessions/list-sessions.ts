import type { Session } from '@limen/contract/sessions';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findUserView } from '../users/list-users.ts';
import { presentSession } from './present-session.ts';
import { listSessionRows } from './session.rows.ts';

/** Where somebody is signed in, oneself included. @throws AppError `auth.session_required` */
export const listSessions = async (deps: Deps, actor: Actor): Promise<Session[]> => {
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  const rows = await listSessionRows(deps.db, actor.userId);
  return rows.map((row) => presentSession(row, actor.sessionId));
};

/** Where somebody else is signed in. @throws AppError `auth.forbidden`, `object.not_found` */
export const listSessionsOf = async (deps: Deps, actor: Actor, userId: string): Promise<Session[]> => {
  authorize(actor, 'user:edit');
  if (!(await findUserView(deps, userId))) throw notFound();
  const rows = await listSessionRows(deps.db, userId);
  return rows.map((row) => presentSession(row, actor.sessionId));
};
