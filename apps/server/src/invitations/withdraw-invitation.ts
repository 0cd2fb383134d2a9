import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { deleteInvitation } from './invitation.rows.ts';

/** Takes an invitation back: its link stops working and it leaves the list. @throws AppError `object.not_found` */
export const withdrawInvitation = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  authorize(asked.actor, 'invitation:manage');
  await deps.db.transaction(async (tx) => {
    const row = await deleteInvitation(tx, id);
    if (!row) throw notFound();
    await recordAudit(tx, asked, {
      action: 'invitation.withdraw',
      object: { type: 'invitation', id, name: row.note.slice(0, 80) },
      before: { note: row.note, email: row.email, approved: row.approved, used: row.usedAt !== null },
    });
  });
};
