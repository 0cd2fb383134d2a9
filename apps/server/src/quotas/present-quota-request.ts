import {
  type GrantedLimits,
  type QuotaRequest,
  type QuotaWish,
  quotaRequest,
  quotaRequestState,
} from '@limen/contract/quotas';
import { z } from 'zod';
import type { QuotaRequestRecord } from './quota-request.rows.ts';

/** What the column `wanted` holds: what was asked for and, once granted, what was given. */
export type StoredWish = { asked: QuotaWish; granted: GrantedLimits | null };

const stored = z.object({ asked: quotaRequest.shape.wanted, granted: quotaRequest.shape.granted });

/** The only shape in which a request for more leaves the server. */
export const presentQuotaRequest = ({ request, user, decider }: QuotaRequestRecord): QuotaRequest => {
  const { asked, granted } = stored.parse(request.wanted);
  return {
    id: request.id,
    user,
    wanted: asked,
    reason: request.reason,
    state: quotaRequestState.parse(request.state),
    granted,
    answer: request.answer,
    decidedBy: decider,
    decidedAt: request.decidedAt?.toISOString() ?? null,
    createdAt: request.createdAt.toISOString(),
    revision: request.revision,
  };
};
