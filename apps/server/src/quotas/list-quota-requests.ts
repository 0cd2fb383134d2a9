import type { QuotaRequest } from '@limen/contract/quotas';
import { type Actor, authorize, mayToAll } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { presentQuotaRequest } from './present-quota-request.ts';
import { findQuotaRequestRecord, listQuotaRequestRecords } from './quota-request.rows.ts';

/** Requests that the actor may see, the open ones first, then the newest. */
export const listQuotaRequests = async (deps: Deps, actor: Actor, limit: number): Promise<QuotaRequest[]> => {
  authorize(actor, 'quota:read', { ownerId: actor.userId });
  const records = await listQuotaRequestRecords(
    deps.db,
    mayToAll(actor, 'quota:read') ? null : actor.userId,
    limit,
  );
  return records.map(presentQuotaRequest);
};

/** One request, whoever looks; undefined where there is none. */
export const findQuotaRequest = async (deps: Deps, id: string): Promise<QuotaRequest | undefined> => {
  const record = await findQuotaRequestRecord(deps.db, id);
  return record && presentQuotaRequest(record);
};
