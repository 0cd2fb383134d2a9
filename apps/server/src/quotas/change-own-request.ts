import type { QuotaRequest, QuotaWish } from '@limen/contract/quotas';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { mustFindRequest } from './must-find-request.ts';
import { presentQuotaRequest, type StoredWish } from './present-quota-request.ts';
import { findQuotaRequestRecord, updateOpenRequest } from './quota-request.rows.ts';

/** The words of a request are its person's alone; an administrator answers them. */
const ownRequest = async (tx: Tx, { actor }: Asked, id: string): Promise<QuotaRequest> => {
  const record = await findQuotaRequestRecord(tx, id);
  if (!record) throw notFound();
  authorize(actor, 'quota:read', { ownerId: record.user.id });
  authorize(actor, 'quota:ask', { ownerId: record.user.id });
  if (record.user.id !== actor.userId)
    throw new AppError('auth.forbidden', 'This request is somebody else’s.');
  return presentQuotaRequest(record);
};

const decidedAlready = (): AppError => new AppError('quota.request_state', 'This request is no longer open.');

/** Says an open request anew. @throws AppError `object.not_found`, `auth.forbidden`, `quota.request_state` */
export const editQuotaRequest = async (
  deps: Deps,
  asked: Asked,
  id: string,
  given: { wanted: QuotaWish; reason: string },
): Promise<QuotaRequest> => {
  await deps.db.transaction(async (tx) => {
    const before = await ownRequest(tx, asked, id);
    const wanted: StoredWish = { asked: given.wanted, granted: null };
    if (!(await updateOpenRequest(tx, id, { wanted, reason: given.reason }))) throw decidedAlready();
    await recordAudit(tx, asked, {
      action: 'quotaRequest.edit',
      object: { type: 'quotaRequest', id, name: before.user.userName, ownerId: before.user.id },
      before: { wanted: before.wanted, reason: before.reason },
      after: given,
    });
  });
  deps.live.publish('quotaRequest.changed', { id });
  return mustFindRequest(deps, id);
};

/** Takes an open request back. @throws AppError `object.not_found`, `auth.forbidden`, `quota.request_state` */
export const withdrawQuotaRequest = async (deps: Deps, asked: Asked, id: string): Promise<QuotaRequest> => {
  await deps.db.transaction(async (tx) => {
    const before = await ownRequest(tx, asked, id);
    const decidedAt = deps.clock.now();
    if (!(await updateOpenRequest(tx, id, { state: 'withdrawn', decidedAt }))) throw decidedAlready();
    await recordAudit(tx, asked, {
      action: 'quotaRequest.withdraw',
      object: { type: 'quotaRequest', id, name: before.user.userName, ownerId: before.user.id },
      before: { wanted: before.wanted },
    });
  });
  deps.live.publish('quotaRequest.changed', { id });
  return mustFindRequest(deps, id);
};
