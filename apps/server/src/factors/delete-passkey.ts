import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { lockPasskey, removePasskey } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';

/**
 * Takes one's passkey away: a lost key has to be made useless at once, so nothing more is asked than the session.
 *
 * @throws AppError `object.not_found`, `auth.session_required`
 */
export const deletePasskey = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  const { userId } = requireOwnSession(asked);
  await deps.db.transaction(async (tx) => {
    const row = await lockPasskey(tx, userId, id);
    if (!row) throw notFound();
    await removePasskey(tx, id);
    await recordAudit(tx, asked, {
      action: 'passkey.delete',
      object: { type: 'passkey', id, name: row.name ?? '', ownerId: userId },
      before: { name: row.name },
    });
  });
};
