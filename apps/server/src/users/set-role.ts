import type { Role } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { asObject, decideAbout, keepAnAdmin, refuseLeaving } from './decision.ts';
import { type UserRow, updateUser } from './user.rows.ts';

/**
 * Makes somebody an administrator, or one no more; what they have open shows at once what they may see now. The same role
 * again changes nothing.
 *
 * @throws AppError `object.not_found`, `user.last_admin`, `user.state` (is being deleted)
 */
export const setRole = (
  deps: Deps,
  asked: Asked,
  { id, role }: { id: string; role: Role },
): Promise<UserRow> => {
  return decideAbout(deps, asked, { action: 'user:edit', id }, async (tx, before) => {
    refuseLeaving(before);
    if (role !== 'admin') await keepAnAdmin(tx, before);
    const row = await updateUser(tx, id, { role });
    if (!row) throw notFound();
    await announceAccess(deps, tx, { what: 'changed', userId: id });
    await recordAudit(tx, asked, {
      action: 'user.edit',
      object: asObject(before),
      before: { role: before.role },
      after: { role },
    });
    return row;
  });
};
