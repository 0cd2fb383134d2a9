import type { ChangeQuotaBody, Quota } from '@limen/contract/quotas';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { getQuota } from './get-quota.ts';
import { findQuotaRecord, lockQuotas, setLimits } from './quota.rows.ts';
import { limitsOf, storedLimits } from './stored-limits.ts';

/**
 * Sets every limit of somebody. Less than they use takes nothing away and allows nothing new.
 *
 * @throws AppError `auth.forbidden`, `object.not_found`
 */
export const changeQuota = async (
  deps: Deps,
  asked: Asked,
  userId: string,
  limits: ChangeQuotaBody,
): Promise<Quota> => {
  authorize(asked.actor, 'quota:change');
  await deps.db.transaction(async (tx) => {
    if (!(await findQuotaRecord(tx, userId))) throw notFound();
    await lockQuotas(tx, [userId]);
    const before = await findQuotaRecord(tx, userId);
    if (!before?.row) throw notFound();
    await setLimits(tx, userId, storedLimits(limits));
    await recordAudit(tx, asked, {
      action: 'quota.change',
      object: { type: 'quota', id: userId, name: before.user.userName, ownerId: userId },
      before: limitsOf(before.row),
      after: limits,
    });
  });
  deps.live.publish('quota.changed', { userId });
  return getQuota(deps, asked.actor, userId);
};
