import type { Approval } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { approvedLetter, inLanguage, rejectedLetter } from '../mail/letters.ts';
import { asObject, decideAbout, keepAnAdmin, refuseLeaving } from './decision.ts';
import { deleteSessionsOf, type UserRow, updateUser } from './user.rows.ts';

type Decision = { id: string; reason: string };

const decide = async (
  tx: Db,
  deps: Deps,
  asked: Asked,
  decision: { before: UserRow; approval: Approval; reason: string },
): Promise<UserRow> => {
  const { before, approval: after, reason } = decision;
  refuseLeaving(before);
  const row = await updateUser(tx, before.id, {
    approval: after,
    decidedAt: deps.clock.now(),
    decidedBy: asked.actor.userId,
    decisionReason: reason,
  });
  if (!row) throw notFound();
  const userId = before.id;
  // whoever only waited has nothing to lose but the page that tells them
  if (after === 'rejected' && before.approval === 'approved') {
    await announceAccess(deps, tx, { what: 'ended', userId });
  }
  await announceAccess(deps, tx, { what: 'changed', userId });
  await recordAudit(tx, asked, {
    action: after === 'approved' ? 'user.approve' : 'user.reject',
    object: asObject(before),
    before: { approval: before.approval },
    after: { approval: after, reason },
  });
  return row;
};

/**
 * Lets a waiting or rejected person in, and writes to them where they gave an address.
 *
 * @throws AppError `object.not_found`, `user.not_pending` (is in already), `user.state` (is being deleted)
 */
export const approveUser = async (deps: Deps, asked: Asked, { id, reason }: Decision): Promise<UserRow> => {
  const user = await decideAbout(deps, asked, { action: 'user:decide', id }, async (tx, before) => {
    if (before.approval === 'approved')
      throw new AppError('user.not_pending', 'This person is approved already.');
    return decide(tx, deps, asked, { before, approval: 'approved', reason });
  });
  if (user.contactEmail !== null) {
    const given = { displayName: user.name, reason, url: deps.config.publicUrl ?? '' };
    deps.mail.send({ to: user.contactEmail, about: id, ...inLanguage(approvedLetter, user.locale, given) });
  }
  return user;
};

/**
 * Refuses a waiting person, or takes an approval back. Whoever was in is out at once: sessions, live connections and
 * consoles end. Whoever only waited keeps the session they wait in, which may do nothing but read the answer.
 *
 * @throws AppError `object.not_found`, `user.not_pending` (was rejected already), `user.last_admin`, `user.state`
 */
export const rejectUser = async (deps: Deps, asked: Asked, { id, reason }: Decision): Promise<UserRow> => {
  const user = await decideAbout(deps, asked, { action: 'user:decide', id }, async (tx, before) => {
    if (before.approval === 'rejected')
      throw new AppError('user.not_pending', 'This person was rejected already.');
    await keepAnAdmin(tx, before);
    if (before.approval === 'approved') await deleteSessionsOf(tx, id);
    return decide(tx, deps, asked, { before, approval: 'rejected', reason });
  });
  if (user.contactEmail !== null) {
    const given = { displayName: user.name, reason };
    deps.mail.send({ to: user.contactEmail, about: id, ...inLanguage(rejectedLetter, user.locale, given) });
  }
  return user;
};
