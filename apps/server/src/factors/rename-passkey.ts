import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { lockPasskey, type PasskeyRow, putPasskeyName } from './factor.rows.ts';
import { requireOwnSession } from './own-session.ts';

/** Gives one's passkey another name. @throws AppError `object.not_found`, `auth.session_required` */
export const renamePasskey = async (
  deps: Deps,
  asked: Asked,
  { id, name }: { id: string; name: string },
): Promise<PasskeyRow> => {
  const { userId } = requireOwnSession(asked);
  return deps.db.transaction(async (tx) => {
    const before = await lockPasskey(tx, userId, id);
    const after = before && (await putPasskeyName(tx, id, name));
    if (!after) throw notFound();
    await recordAudit(tx, asked, {
      action: 'passkey.rename',
      object: { type: 'passkey', id, name, ownerId: userId },
      before: { name: before.name },
      after: { name },
    });
    return after;
  });
};
