import { type Approval, approval, role } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import {
  countOtherAdmins,
  deleteSessionsOf,
  findUser,
  lockDecisions,
  type UserRow,
  updateUser,
} from './user.rows.ts';

/** Whoever waited for the lock may have lost the right meanwhile, by the very decision that held it. */
const requireStillAdmin = async (tx: Db, actor: Actor): Promise<void> => {
  const now = await findUser(tx, actor.userId);
  if (!now || now.banned) throw new AppError('auth.required', 'Sign in first.');
  authorize({ ...actor, role: role.parse(now.role), approval: approval.parse(now.approval) }, 'user:decide');
};

const decide = async (
  tx: Db,
  deps: Deps,
  asked: Asked,
  decision: { before: UserRow; approval: Approval },
): Promise<UserRow | undefined> => {
  const { before, approval: after } = decision;
  const row = await updateUser(tx, before.id, {
    approval: after,
    decidedAt: deps.clock.now(),
    decidedBy: asked.actor.userId,
  });
  if (after === 'rejected') await announceAccess(deps, tx, { what: 'ended', userId: before.id });
  await announceAccess(deps, tx, { what: 'changed', userId: before.id });
  await recordAudit(tx, asked, {
    action: after === 'approved' ? 'user.approve' : 'user.reject',
    object: { type: 'user', id: before.id, name: before.username, ownerId: before.id },
    before: { approval: before.approval },
    after: { approval: after },
  });
  return row;
};

/** Lets a waiting or rejected person in. @throws AppError `object.not_found`, `user.not_pending` (is in already) */
export const approveUser = async (deps: Deps, asked: Asked, id: string): Promise<UserRow> => {
  const { actor } = asked;
  authorize(actor, 'user:decide');
  const user = await deps.db.transaction(async (tx) => {
    await lockDecisions(tx);
    await requireStillAdmin(tx, actor);
    const before = await findUser(tx, id);
    if (!before) throw notFound();
    if (before.approval === 'approved')
      throw new AppError('user.not_pending', 'This person is approved already.');
    return decide(tx, deps, asked, { before, approval: 'approved' });
  });
  if (!user) throw notFound();
  return user;
};

/**
 * Refuses a waiting person, or takes an approval back: their sessions, live connections and consoles end.
 *
 * @throws AppError `object.not_found`, `user.not_pending` (was rejected already), `user.last_admin`
 */
export const rejectUser = async (deps: Deps, asked: Asked, id: string): Promise<UserRow> => {
  const { actor } = asked;
  authorize(actor, 'user:decide');
  const user = await deps.db.transaction(async (tx) => {
    await lockDecisions(tx);
    await requireStillAdmin(tx, actor);
    const before = await findUser(tx, id);
    if (!before) throw notFound();
    if (before.approval === 'rejected')
      throw new AppError('user.not_pending', 'This person was rejected already.');
    if (before.role === 'admin' && (await countOtherAdmins(tx, id)) === 0) {
      throw new AppError('user.last_admin', 'This is the last administrator.');
    }
    await deleteSessionsOf(tx, id);
    return decide(tx, deps, asked, { before, approval: 'rejected' });
  });
  if (!user) throw notFound();
  return user;
};
