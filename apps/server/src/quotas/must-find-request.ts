import type { QuotaRequest } from '@limen/contract/quotas';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findQuotaRequest } from './list-quota-requests.ts';

/** @throws AppError `object.not_found` */
export const mustFindRequest = async (deps: Deps, id: string): Promise<QuotaRequest> => {
  const found = await findQuotaRequest(deps, id);
  if (!found) throw notFound();
  return found;
};
