import type { LeavingReport } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { isForeignKeyViolation, type Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { handOverExports } from '../exports/leave-exports.ts';
import { handOverImages, recordImagesMoved } from '../images/hand-over-images.ts';
import { AppError } from '../lib/app-error.ts';
import { handOverGroups } from '../firewall/hand-over-groups.ts';
import { handOverNetworks } from '../networks/hand-over-networks.ts';
import { handOverVms, type MovedVm, recordVmsMoved, tellVmsMoved } from '../vms/hand-over-vms.ts';
import { asObject, decideAbout, keepAnAdmin } from './decision.ts';
import { pursueLeaving } from './leaving-users.ts';
import { deletePasswordLinks } from './password.rows.ts';
import { deleteSessionsOf, deleteUserRow, findUser, type UserRow, updateUser } from './user.rows.ts';

type Plan = { machines: 'transfer' | 'delete'; to?: string | undefined };

/** Somebody made a machine of theirs between our look and the end: look again. More often than this it is no chance. */
const mostTries = 5;

/**
 * Takes an account away. `transfer`: everything they own goes to somebody else and the account with it, in one
 * transaction. `delete`: they are shut out at once, each machine's deletion begins as the administrator's, and the account
 * goes when nothing is left (see `pursueLeaving`), also over a restart.
 *
 * @throws AppError `object.not_found`, `user.last_admin`, `user.state` (oneself; or `to` is nobody who could take it),
 *   `vm.busy` (transfer: something is being done with a machine)
 */
export const deleteUser = async (
  deps: Deps,
  asked: Asked,
  { id, plan }: { id: string; plan: Plan },
): Promise<LeavingReport> => {
  if (plan.machines === 'delete' || plan.to === undefined) {
    const gone = await beginLeaving(deps, asked, id);
    return { moved: [], ...(gone ? { gone, waiting: [] } : await pursueLeaving(deps, id, asked)) };
  }
  const { moved, imageIds } = await transferAll(deps, asked, { id, to: plan.to });
  tellVmsMoved(deps, moved);
  for (const imageId of imageIds) deps.live.publish('image.changed', { id: imageId });
  deps.live.publish('quota.changed', { userId: plan.to });
  return { gone: true, moved: moved.map(({ id: vmId, name }) => ({ id: vmId, name })), waiting: [] };
};

/** What every way of going asks first. */
const requireMayGo = async (tx: Tx, asked: Asked, row: UserRow): Promise<void> => {
  await keepAnAdmin(tx, row);
  if (row.id === asked.actor.userId) {
    throw new AppError('user.state', 'Your own account goes by your profile, when it owns nothing.');
  }
};

/** @returns true where there was nothing to wait for */
const beginLeaving = (deps: Deps, asked: Asked, id: string): Promise<boolean> =>
  decideAbout(deps, asked, { action: 'user:delete', id }, async (tx, row) => {
    await requireMayGo(tx, asked, row);
    await deleteSessionsOf(tx, id);
    await deletePasswordLinks(tx, id);
    const gone = await goneAtOnce(tx, id);
    if (!gone) {
      await updateUser(tx, id, {
        leavingAt: row.leavingAt ?? deps.clock.now(),
        // shut out as well: whatever asks whether somebody may come in asks that
        banned: true,
        decidedBy: asked.actor.userId,
      });
    }
    await announceAccess(deps, tx, { what: 'ended', userId: id }, { what: 'changed', userId: id });
    await recordAudit(tx, asked, {
      action: 'user.delete',
      object: asObject(row),
      before: { role: row.role, approval: row.approval },
      after: { machines: 'delete', gone },
    });
    return gone;
  });

/** Whoever owns nothing goes in this very transaction; the database itself knows best. */
const goneAtOnce = async (tx: Tx, id: string): Promise<boolean> => {
  try {
    // a savepoint: where they own something the rest goes on
    await tx.transaction((inner) => deleteUserRow(inner, id));
    return true;
  } catch (error) {
    if (isForeignKeyViolation(error)) return false;
    throw error;
  }
};

type Transferred = { moved: MovedVm[]; imageIds: string[] };

const transferAll = async (
  deps: Deps,
  asked: Asked,
  move: { id: string; to: string },
): Promise<Transferred> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transferOnce(deps, asked, move);
    } catch (error) {
      if (!isForeignKeyViolation(error) || tries >= mostTries) throw error;
    }
  }
};

const transferOnce = (
  deps: Deps,
  asked: Asked,
  { id, to }: { id: string; to: string },
): Promise<Transferred> =>
  decideAbout(deps, asked, { action: 'user:delete', id }, async (tx, row) => {
    await requireMayGo(tx, asked, row);
    const taker = await findUser(tx, to);
    if (!taker || to === id || taker.approval !== 'approved' || taker.banned || taker.leavingAt !== null) {
      throw new AppError('user.state', 'That person cannot take machines over.', { field: 'to' });
    }
    const moved = await handOverVms(tx, { from: id, to });
    const images = await handOverImages(tx, { from: id, to });
    await handOverExports(tx, { from: id, to });
    await handOverNetworks(tx, asked, { from: id, to });
    await handOverGroups(tx, asked, { from: id, to });
    await deletePasswordLinks(tx, id);
    await deleteUserRow(tx, id);
    await announceAccess(deps, tx, { what: 'ended', userId: id }, { what: 'changed', userId: id });
    await recordVmsMoved(tx, asked, { from: id, to, moved });
    await recordImagesMoved(tx, asked, { from: id, to, images });
    await recordAudit(tx, asked, {
      action: 'user.delete',
      object: asObject(row),
      before: { role: row.role, approval: row.approval },
      after: { machines: 'transfer', to, moved: moved.length, images: images.length },
    });
    return { moved, imageIds: images.map((image) => image.id) };
  });
