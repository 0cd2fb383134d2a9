import type { QuotaRequest, QuotaWish } from '@limen/contract/quotas';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { mustFindRequest } from './must-find-request.ts';
import type { StoredWish } from './present-quota-request.ts';
import { insertQuotaRequest } from './quota-request.rows.ts';

/** Asks the administrators for more; one request at a time. @throws AppError `quota.request_open` */
export const askForQuota = async (
  deps: Deps,
  asked: Asked,
  given: { wanted: QuotaWish; reason: string },
): Promise<QuotaRequest> => {
  const { userId, userName } = asked.actor;
  authorize(asked.actor, 'quota:ask', { ownerId: userId });
  const id = newId();
  const wanted: StoredWish = { asked: given.wanted, granted: null };
  await deps.db.transaction(async (tx) => {
    await insertQuotaRequest(tx, { id, userId, wanted, reason: given.reason }).catch((error: unknown) => {
      if (isUniqueViolation(error, 'quota_requests_open')) {
        throw new AppError(
          'quota.request_open',
          'You have an open request. Change that one, or take it back.',
        );
      }
      throw error;
    });
    await recordAudit(tx, asked, {
      action: 'quotaRequest.make',
      object: { type: 'quotaRequest', id, name: userName, ownerId: userId },
      after: given,
    });
  });
  deps.live.publish('quotaRequest.changed', { id });
  return mustFindRequest(deps, id);
};
