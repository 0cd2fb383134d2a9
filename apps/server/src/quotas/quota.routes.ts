import type { quotaRoutes } from '@limen/contract/quotas';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { askForQuota } from './ask-for-quota.ts';
import { editQuotaRequest, withdrawQuotaRequest } from './change-own-request.ts';
import { changeQuota } from './change-quota.ts';
import { grantQuotaRequest, refuseQuotaRequest } from './decide-quota-request.ts';
import { getQuota } from './get-quota.ts';
import { listQuotaRequests } from './list-quota-requests.ts';

/** Handlers of every route on quotas and requests for more. */
export const quotaHandlers = (deps: Deps): Handlers<typeof quotaRoutes> => ({
  own: ({ actor }) => getQuota(deps, actor, actor.userId),
  of: ({ actor, params }) => getQuota(deps, actor, params.id),
  change: ({ asked, params, body }) => changeQuota(deps, asked, params.id, body),
  requests: async ({ actor, query }) => ({
    quotaRequests: await listQuotaRequests(deps, actor, query.limit),
  }),
  ask: ({ asked, body }) => askForQuota(deps, asked, body),
  edit: ({ asked, params, body }) => editQuotaRequest(deps, asked, params.id, body),
  withdraw: ({ asked, params }) => withdrawQuotaRequest(deps, asked, params.id),
  grant: ({ asked, params, body }) => grantQuotaRequest(deps, asked, params.id, body),
  refuse: ({ asked, params, body }) => refuseQuotaRequest(deps, asked, params.id, body),
});
