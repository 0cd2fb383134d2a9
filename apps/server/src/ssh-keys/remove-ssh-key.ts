import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { asObject } from './present-ssh-key.ts';
import { deleteSshKeyRow } from './ssh-key.rows.ts';

/** Takes one's key away. @throws AppError `object.not_found`, `auth.token_scope` */
export const removeSshKey = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  const { userId } = asked.actor;
  authorize(asked.actor, 'account:edit', { ownerId: userId });
  await deps.db.transaction(async (tx) => {
    const row = await deleteSshKeyRow(tx, { id, userId });
    if (!row) throw notFound();
    await recordAudit(tx, asked, {
      action: 'ssh_key.remove',
      object: asObject(row),
      before: { fingerprint: row.fingerprint },
    });
  });
};
