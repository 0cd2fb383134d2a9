import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { asObject, decideAbout, keepAnAdmin, refuseLeaving } from './decision.ts';
import { deletePasswordLinks } from './password.rows.ts';
import { deleteSessionsOf, type UserRow, updateUser } from './user.rows.ts';

/**
 * Shuts somebody out: sessions, live connections and consoles end, and no way of signing in works. Their machines go on.
 *
 * @throws AppError `object.not_found`, `user.last_admin`, `user.state` (is shut out already, is being deleted, is oneself)
 */
export const banUser = (
  deps: Deps,
  asked: Asked,
  { id, reason }: { id: string; reason: string },
): Promise<UserRow> => {
  return decideAbout(deps, asked, { action: 'user:edit', id }, async (tx, before) => {
    refuseLeaving(before);
    if (before.banned) throw new AppError('user.state', 'This person is shut out already.');
    await keepAnAdmin(tx, before);
    if (id === asked.actor.userId) throw new AppError('user.state', 'You cannot shut yourself out.');
    await deleteSessionsOf(tx, id);
    await deletePasswordLinks(tx, id);
    const row = await updateUser(tx, id, { banned: true, banReason: reason });
    if (!row) throw notFound();
    await announceAccess(deps, tx, { what: 'ended', userId: id }, { what: 'changed', userId: id });
    await recordAudit(tx, asked, { action: 'user.ban', object: asObject(before), after: { reason } });
    return row;
  });
};

/** Lets somebody in again who was shut out. @throws AppError `object.not_found`, `user.state` (is not, or is being deleted) */
export const unbanUser = (deps: Deps, asked: Asked, id: string): Promise<UserRow> => {
  return decideAbout(deps, asked, { action: 'user:edit', id }, async (tx, before) => {
    refuseLeaving(before);
    if (!before.banned) throw new AppError('user.state', 'This person is not shut out.');
    const row = await updateUser(tx, id, { banned: false, banReason: null });
    if (!row) throw notFound();
    await announceAccess(deps, tx, { what: 'changed', userId: id });
    await recordAudit(tx, asked, {
      action: 'user.unban',
      object: asObject(before),
      before: { reason: before.banReason ?? '' },
    });
    return row;
  });
};
