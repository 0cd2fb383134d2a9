import type { GrantedLimits, QuotaRequest } from '@limen/contract/quotas';
import { type QuotaDimension, quotaDimensions } from '@limen/contract/settings';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { quotaAnsweredLetter } from '../mail/letters.ts';
import { writeToUser } from '../users/write-to-user.ts';
import { mustFindRequest } from './must-find-request.ts';
import { presentQuotaRequest, type StoredWish } from './present-quota-request.ts';
import { findQuotaRecord, lockQuotas, setLimits } from './quota.rows.ts';
import { findQuotaRequestRecord, updateOpenRequest } from './quota-request.rows.ts';
import { limitsOf, storedLimits } from './stored-limits.ts';

/**
 * Gives what was asked for, or other limits, together with the answer: the person may use it once they read it.
 *
 * @param decision.limits instead of what was asked for; null is no limit
 * @throws AppError `auth.forbidden`, `object.not_found`, `quota.request_state` (somebody was faster)
 */
export const grantQuotaRequest = async (
  deps: Deps,
  asked: Asked,
  id: string,
  decision: { limits?: GrantedLimits | undefined; answer: string },
): Promise<QuotaRequest> => {
  authorize(asked.actor, 'quota:change');
  const userId = await deps.db.transaction(async (tx) => {
    const request = await findRequest(tx, id);
    const granted: GrantedLimits = decision.limits ?? request.wanted;
    const wanted: StoredWish = { asked: request.wanted, granted };
    await decide(tx, { deps, asked, id }, { state: 'granted', wanted, answer: decision.answer });
    const { id: person, userName } = request.user;
    await lockQuotas(tx, [person]);
    const before = await findQuotaRecord(tx, person);
    await setLimits(tx, person, storedLimits(granted));
    const changed: readonly QuotaDimension[] = quotaDimensions.filter((d) => granted[d] !== undefined);
    await recordAudit(tx, asked, {
      action: 'quotaRequest.grant',
      object: { type: 'quotaRequest', id, name: userName, ownerId: person },
      before: before?.row ? limitsOf(before.row, changed) : null,
      after: { ...granted, answer: decision.answer },
    });
    return person;
  });
  deps.live.publish('quota.changed', { userId });
  deps.live.publish('quotaRequest.changed', { id });
  await tellOf(deps, userId, { granted: true, answer: decision.answer });
  return mustFindRequest(deps, id);
};

/** Leaves the quota as it is. @throws AppError `auth.forbidden`, `object.not_found`, `quota.request_state` */
export const refuseQuotaRequest = async (
  deps: Deps,
  asked: Asked,
  id: string,
  { answer }: { answer: string },
): Promise<QuotaRequest> => {
  authorize(asked.actor, 'quota:change');
  const userId = await deps.db.transaction(async (tx) => {
    const request = await findRequest(tx, id);
    await decide(tx, { deps, asked, id }, { state: 'refused', answer });
    await recordAudit(tx, asked, {
      action: 'quotaRequest.refuse',
      object: { type: 'quotaRequest', id, name: request.user.userName, ownerId: request.user.id },
      before: { wanted: request.wanted },
      after: { answer },
    });
    return request.user.id;
  });
  deps.live.publish('quotaRequest.changed', { id });
  await tellOf(deps, userId, { granted: false, answer });
  return mustFindRequest(deps, id);
};

const tellOf = (deps: Deps, userId: string, decision: { granted: boolean; answer: string }): Promise<void> =>
  writeToUser(deps, userId, quotaAnsweredLetter, { ...decision, url: deps.config.publicUrl ?? '' });

const findRequest = async (tx: Tx, id: string): Promise<QuotaRequest> => {
  const record = await findQuotaRequestRecord(tx, id);
  if (!record) throw notFound();
  return presentQuotaRequest(record);
};

/** Of decisions at once exactly one finds it open. */
const decide = async (
  tx: Tx,
  { deps, asked, id }: { deps: Deps; asked: Asked; id: string },
  decision: { state: 'granted' | 'refused'; answer: string; wanted?: StoredWish },
): Promise<void> => {
  const done = await updateOpenRequest(tx, id, {
    ...decision,
    decidedBy: asked.actor.userId,
    decidedAt: deps.clock.now(),
  });
  if (!done) throw new AppError('quota.request_state', 'This request is no longer open.');
};
